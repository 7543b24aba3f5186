package probewright.app.editor.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HighlightingTest {
  /** What random edits are made of: all that changes the state of lines to come. */
  private static final List<String> PIECES =
      List.of(
          "/*",
          "*/",
          "//",
          "\n",
          "\n\n",
          "\\\n",
          "\"",
          "'",
          "BPF_HASH(",
          "start",
          ", u32);",
          "struct ",
          "TRACEPOINT_PROBE(",
          "block, rq)",
          "#define X ",
          "#include <a.h>\n",
          "BPF_TABLE(\"hash\", u32, u64, start, 9);\n",
          "start.lookup(&x)",
          "{",
          "}",
          " ",
          "你好",
          "a->b",
          "// attach: kprobe:f=g\n");

  private static List<Span> line(String text, int line) {
    Lines lines = Lines.of(text);
    return whole(lines).spans(lines.line(line), line);
  }

  private static Highlighting whole(Lines lines) {
    Highlighting highlighting = new Highlighting();
    highlighting.edited(lines, 0, lines.count() - 1);
    return highlighting;
  }

  private static String styleOf(String text, String word) {
    Lines lines = Lines.of(text);
    Highlighting highlighting = whole(lines);
    for (int i = 0; i < lines.count(); i++) {
      int at = 0;
      for (Span span : highlighting.spans(lines.line(i), i)) {
        if (lines.line(i).substring(at, at + span.length()).equals(word)) {
          return span.style();
        }
        at += span.length();
      }
    }
    return "not a span of its own";
  }

  @Test
  void knowsTheDialect() {
    String text =
        """
        #include <linux/x.h>
        // attach: kprobe:vfs_read=f
        BPF_HASH(start, u32);
        BPF_TABLE("percpu_array", int, u64,
                  slots, 4);
        struct { int x; } counts SEC(".maps");
        int kprobe__vfs_read(struct pt_regs *ctx) { return bpf_log2l(7); } // end
        TRACEPOINT_PROBE(block, block_rq_issue) { slots.increment(args->dev); }
        int f(struct request *req, sector_t s) { start.delete(&req); counts.x = 0; }
        int g(struct file *file) { return BPF_CORE_READ(file, f_flags) + (file != 0); }
        """;
    assertThat(whole(Lines.of(text)).maps()).containsExactlyInAnyOrder("start", "slots", "counts");
    assertThat(styleOf(text, "BPF_HASH")).isEqualTo("macro");
    assertThat(styleOf(text, "start")).isEqualTo("map");
    assertThat(styleOf(text, "slots")).isEqualTo("map");
    assertThat(styleOf(text, "counts")).isEqualTo("map");
    assertThat(styleOf(text, "delete")).isEqualTo("helper");
    assertThat(styleOf(text, "bpf_log2l")).isEqualTo("helper");
    assertThat(styleOf(text, "kprobe__")).isEqualTo("macro");
    assertThat(styleOf(text, "vfs_read")).isEqualTo("helper");
    assertThat(styleOf(text, "block")).isEqualTo("place");
    assertThat(styleOf(text, "block_rq_issue")).isEqualTo("place");
    assertThat(styleOf(text, "attach:")).isEqualTo("macro");
    assertThat(styleOf(text, " kprobe:vfs_read=f")).isEqualTo("place");
    assertThat(styleOf(text, "struct")).isEqualTo("keyword");
    assertThat(styleOf(text, "request")).isEqualTo("type");
    assertThat(styleOf(text, "sector_t")).isEqualTo("type");
    assertThat(styleOf(text, "7")).isEqualTo("number");
    assertThat(styleOf(text, "<linux/x.h>")).isEqualTo("string");
    assertThat(styleOf(text, "// end")).isEqualTo("comment");
  }

  @Test
  void colourGoesOverLines() {
    assertThat(line("/* a\nb */ int", 1))
        .containsExactly(new Span(4, "comment"), new Span(1, ""), new Span(3, "type"));
    assertThat(line("// a \\\nb\nint", 1)).containsExactly(new Span(1, "comment"));
    assertThat(line("// a \\\nb\nint", 2)).containsExactly(new Span(3, "type"));
    assertThat(line("x = \"a\\\nb\"; int", 1).get(0)).isEqualTo(new Span(2, "string"));
    assertThat(line("struct // named below\nrequest *r;", 1).get(0)).isEqualTo(new Span(7, "type"));
  }

  @Test
  void aNewMapColoursItsNameEverywhere() {
    Highlighting highlighting = whole(Lines.of("int a;\n\nhits.x();\nhit\n"));
    Lines with = Lines.of("BPF_HASH(hits);\n\nhits.x();\nhit\n");
    assertThat(highlighting.edited(with, 0, 0)).isEqualTo(new Highlighting.Dirty(0, 3));
    assertThat(highlighting.spans("hits.x();", 2).get(0)).isEqualTo(new Span(4, "map"));
  }

  @Test
  void anEditThatEndsInTheSameStateTouchesItsLinesOnly() {
    Highlighting highlighting = whole(Lines.of("int a;\nint b;\nint c;\nint d;"));
    assertThat(highlighting.edited(Lines.of("int a;\nint bb;\nint c;\nint d;"), 1, 1))
        .isEqualTo(new Highlighting.Dirty(1, 2));
    assertThat(highlighting.edited(Lines.of("int a;\n/* bb;\nint c;\nint d;"), 1, 1))
        .isEqualTo(new Highlighting.Dirty(1, 4));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void afterAnyEditsTheColoursAreThoseOfAWholeScan(long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("BPF_HASH(start);\nint f() { start.x(); }\n");
    Highlighting followed = whole(Lines.of(text.toString()));
    ChangeRange range = new ChangeRange();
    range.edited(0, 0, text.length());
    range.seen();
    for (int round = 0; round < 400; round++) {
      for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
        edit(text, range, random);
      }
      Lines now = Lines.of(text.toString());
      followed.edited(now, now.of(range.start()), now.of(range.end()));
      range.seen();
      assertSame(followed, now, "seed " + seed + " round " + round);
    }
  }

  private static void edit(StringBuilder text, ChangeRange range, Random random) {
    int at = random.nextInt(text.length() + 1);
    int most = text.length() > 600 ? 80 : 6;
    int removed = Math.min(text.length() - at, random.nextInt(most));
    String inserted = random.nextBoolean() ? PIECES.get(random.nextInt(PIECES.size())) : "";
    text.replace(at, at + removed, inserted);
    range.edited(at, removed, inserted.length());
  }

  private static void assertSame(Highlighting followed, Lines now, String when) {
    Highlighting whole = whole(now);
    assertThat(followed.count()).as(when).isEqualTo(now.count());
    assertThat(followed.maps()).as(when).isEqualTo(whole.maps());
    for (int line = 0; line < now.count(); line++) {
      List<Span> spans = followed.spans(now.line(line), line);
      assertThat(spans).as(when).isEqualTo(whole.spans(now.line(line), line));
      assertThat(spans.stream().mapToInt(Span::length).sum())
          .as(when)
          .isEqualTo(now.line(line).length());
    }
  }

  @Test
  void whatLiesOverTheColoursCutsThem() {
    List<Span> colours = List.of(new Span(3, "type"), new Span(4, ""));
    List<Piece> over = new ArrayList<>(List.of(new Piece(2, 5, "squiggle-error")));
    over.add(new Piece(-4, 1, "found"));
    over.add(new Piece(6, 99, "found"));
    assertThat(Run.over(colours, over))
        .containsExactly(
            new Run(1, List.of("type", "found")),
            new Run(1, List.of("type")),
            new Run(1, List.of("type", "squiggle-error")),
            new Run(2, List.of("squiggle-error")),
            new Run(1, List.of()),
            new Run(1, List.of("found")));
    assertThat(Run.over(List.of(), over)).isEmpty();
  }

  @Test
  void aVeryLongLineIsColouredInItsFirstPartOnly() {
    String line = "int a[] = {" + "1, ".repeat(5000) + "};";
    List<Span> spans = Highlighting.spans(line, LineState.START, java.util.Set.of());
    assertThat(spans).hasSizeLessThan(1000);
    assertThat(spans.stream().mapToInt(Span::length).sum()).isEqualTo(line.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kprobe__",
        "kretprobe__",
        "tracepoint__",
        "raw_tracepoint__",
        "syscall__",
        "kfunc__",
        "kretfunc__",
        "kmod_ret__",
        "lsm__",
        "bpf_iter__"
      })
  void theConventionsOfTheDialectHaveTheirColour(String prefix) {
    String text = "int " + prefix + "some_place(void *ctx)\n";
    assertThat(styleOf(text, prefix)).isEqualTo("macro");
  }

  @ParameterizedTest
  @ValueSource(strings = {"attach", "param", "show", "tail", "inner"})
  void whatTheTranslatorReadsInACommentIsToBeSeen(String word) {
    assertThat(styleOf("// " + word + ": a", word + ":")).isEqualTo("macro");
  }
}
