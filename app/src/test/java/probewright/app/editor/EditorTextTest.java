package probewright.app.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;

class EditorTextTest {
  private static String styleOf(String text, String word) {
    int at = 0;
    for (Span span : Highlighter.spans(text)) {
      String part = text.substring(at, at + span.length());
      if (part.equals(word)) {
        return span.style();
      }
      at += span.length();
    }
    return "not a span of its own";
  }

  @Test
  void spansCoverTheTextWithoutGaps() {
    for (String text :
        List.of(
            "",
            "a",
            "/* open",
            "\"open\n",
            "#include <x.h>\n\tint 你好;\n",
            "'\\''",
            "#",
            "0x1f+2")) {
      assertThat(Highlighter.spans(text).stream().mapToInt(Span::length).sum())
          .isEqualTo(text.length());
    }
  }

  @Test
  void knowsTheDialect() {
    String text =
        """
        #include <linux/x.h>
        BPF_HASH(start, u32);
        int f(struct request *req) { start.delete(&req); return bpf_log2l(7); } // end
        """;
    assertThat(styleOf(text, "BPF_HASH")).isEqualTo("macro");
    assertThat(styleOf(text, "start")).isEqualTo("map");
    assertThat(styleOf(text, "delete")).isEqualTo("helper");
    assertThat(styleOf(text, "bpf_log2l")).isEqualTo("helper");
    assertThat(styleOf(text, "struct")).isEqualTo("keyword");
    assertThat(styleOf(text, "request")).isEqualTo("type");
    assertThat(styleOf(text, "7")).isEqualTo("number");
    assertThat(styleOf(text, "<linux/x.h>")).isEqualTo("string");
    assertThat(styleOf(text, "// end")).isEqualTo("comment");
  }

  @Test
  void enterKeepsTheDepthAndABraceOpensOneMore() {
    assertThat(Typing.newLine("    a;", 6)).isEqualTo("\n    ");
    assertThat(Typing.newLine("  if (x) {", 10)).isEqualTo("\n      ");
    assertThat(Typing.closesBlock("x {\n    ", 8)).isTrue();
    assertThat(Typing.closesBlock("x {\n  a ", 8)).isFalse();
  }

  @Test
  void commentsComeAndGo() {
    List<String> lines = List.of("  a;", "", "    b;");
    List<String> commented = Typing.toggleComment(lines);
    assertThat(commented).containsExactly("  // a;", "", "  //   b;");
    assertThat(Typing.toggleComment(commented)).isEqualTo(lines);
    assertThat(Typing.outdent(Typing.indent(lines))).isEqualTo(lines);
  }

  @Test
  void marksMoveWithTheirText() {
    Marks marks = new Marks();
    String text = "int a;\nint bad;\n";
    Problem problem =
        Problem.errorAt(Stage.COMPILE, Place.point("x.c", 2, 5), "probe.unknown-kind", "a", "b");
    marks.set(text, new ArrayList<>(List.of(problem)));
    assertThat(marks.all().get(0))
        .extracting(Marks.Mark::start, Marks.Mark::end)
        .containsExactly(11, 14);
    marks.edited(0, 0, 4);
    assertThat(marks.all().get(0))
        .extracting(Marks.Mark::start, Marks.Mark::end)
        .containsExactly(15, 18);
    marks.edited(14, 6, 0);
    assertThat(marks.all().get(0))
        .extracting(Marks.Mark::start, Marks.Mark::end)
        .containsExactly(14, 14);
  }

  @Test
  void placesOutsideTheTextAreHeldInside() {
    assertThat(Marks.offset("ab\ncd", 1, 99)).isEqualTo(2);
    assertThat(Marks.offset("ab\ncd", 9, 1)).isEqualTo(5);
    assertThat(Marks.offset("ab\ncd", 0, 0)).isZero();
  }

  @Test
  void findWrapsAround() {
    List<Integer> places = Finder.places("Ab ab AB", "ab");
    assertThat(places).containsExactly(0, 3, 6);
    assertThat(Finder.next(places, 7, true)).isZero();
    assertThat(Finder.next(places, 0, false)).isEqualTo(2);
    assertThat(Finder.next(List.of(), 0, true)).isEqualTo(-1);
  }
}
