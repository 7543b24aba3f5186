package probewright.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import probewright.diagnostics.Place;
import probewright.dialect.HeadLines.AttachLine;
import probewright.dialect.HeadLines.Edit;
import probewright.dialect.HeadLines.ParameterLine;

/** The form's side of the head lines; the translator's is in its own tests. */
class HeadLinesTest {
  private static final String TEXT =
      """
      // SPDX-License-Identifier: GPL-2.0-only
      /* attach: is no line here
         // attach: kprobe:nor_here=f */
      #include <linux/fs.h>
      //attach:kprobe:vfs_read=on_read
      // attach: kprobe:vfs_
      // param: PID int = 42   whose reads
      // param: NAME text

      int on_read(struct pt_regs *ctx)
      // attach: kprobe:too_late=on_read
      """;

  private static String after(String text, Edit edit) {
    return text.substring(0, edit.start()) + edit.text() + text.substring(edit.end());
  }

  private static Parameter parameter(ParameterType type, @Nullable String initial, String words) {
    return new Parameter("P", type, initial, words, Place.point("", 1, 1));
  }

  @Test
  void readsTheHeadAndNoMore() {
    HeadLines head = HeadLines.of(TEXT);
    assertThat(head.attachments())
        .extracting(AttachLine::spelling)
        .containsExactly("kprobe:vfs_read=on_read", "kprobe:vfs_");
    assertThat(head.attachments().get(0).attachment())
        .hasValueSatisfying(one -> assertThat(one.function()).isEqualTo("on_read"));
    assertThat(head.attachments().get(1).attachment()).isEmpty();
    assertThat(head.attachments().get(1).spot().line()).isEqualTo(6);
    assertThat(head.parameters())
        .extracting(line -> line.parameter().name())
        .containsExactly("PID", "NAME");
  }

  @Test
  void whatLiesBehindTheFirstLineOfCodeIsNotLookedAt() {
    assertThat(HeadLines.of(TEXT).seen()).isEqualTo(TEXT.indexOf("// attach: kprobe:too_late"));
  }

  @Test
  void offsetsAreThoseOfTheText() {
    for (AttachLine line : HeadLines.of(TEXT).attachments()) {
      assertThat(TEXT.substring(line.spot().start(), line.spot().end())).isEqualTo(line.spelling());
      assertThat(TEXT.substring(line.spot().lineStart(), line.spot().lineEnd())).endsWith("\n");
    }
  }

  @Test
  void aFurtherLineStandsBehindItsLike() {
    String text = after(TEXT, HeadLines.of(TEXT).attach(TEXT, "kprobe:a=f"));
    assertThat(text).contains("vfs_\n// attach: kprobe:a=f\n// param: PID");
    text = after(TEXT, HeadLines.of(TEXT).declare(TEXT, parameter(ParameterType.INT, "1", "")));
    assertThat(text).contains("NAME text\n// param: P int = 1\n\nint");
    String bare = "int f(void)";
    assertThat(after(bare, HeadLines.of(bare).attach(bare, "kprobe:a=f")))
        .isEqualTo("// attach: kprobe:a=f\nint f(void)");
    String open = "// words";
    assertThat(after(open, HeadLines.of(open).attach(open, "")))
        .isEqualTo("// words\n// attach: \n");
  }

  @Test
  void linesChangeAndGo() {
    HeadLines head = HeadLines.of(TEXT);
    assertThat(after(TEXT, HeadLines.change(head.attachments().get(1), "kprobe:vfs_write=on_read")))
        .contains("// attach: kprobe:vfs_write=on_read\n// param: PID");
    assertThat(after(TEXT, HeadLines.remove(head.attachments().get(0).spot())))
        .contains("fs.h>\n// attach: kprobe:vfs_\n");
  }

  @ParameterizedTest
  @EnumSource(ParameterType.class)
  void whatIsWrittenIsReadAgain(ParameterType type) {
    List<Parameter> all =
        List.of(
            parameter(type, type.example(), "words  of its own"),
            parameter(type, type.example(), ""),
            parameter(type, null, "must be given"));
    for (Parameter one : all) {
      assertReadAgain(one);
    }
  }

  @Test
  void textsWithBlanksAndQuotesAreReadAgain() {
    assertReadAgain(parameter(ParameterType.TEXT, "two words", "and words"));
    assertReadAgain(parameter(ParameterType.TEXT, "a \"b\" \\ c", ""));
    assertReadAgain(parameter(ParameterType.TEXT, "", "empty"));
    assertReadAgain(parameter(ParameterType.EXPR, "pid == 1 && x", "of two"));
  }

  private static void assertReadAgain(Parameter parameter) {
    String text = after("", HeadLines.of("").declare("", parameter));
    List<ParameterLine> read = HeadLines.of(text).parameters();
    assertThat(read).hasSize(1);
    Parameter again = read.get(0).parameter();
    assertThat(again.name()).isEqualTo(parameter.name());
    assertThat(again.type()).isEqualTo(parameter.type());
    assertThat(again.initial()).isEqualTo(parameter.initial());
    assertThat(again.description()).isEqualTo(parameter.description());
  }
}
