package probewright.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.diagnostics.Messages;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;

class ExplainerTest {
  private static final String TEXT =
      """
      BPF_HASH(m);
      int f(void *ctx)
      {
          u64 k = 1;
          u64 *v = m.lookup(&k);
          return *v;
      }
      """;

  private static final String OF_6_1 =
      """
      0: R1=ctx(off=0,imm=0) R10=fp0
      5: (85) call bpf_map_lookup_elem#1    ; R0_w=map_value_or_null(id=1,off=0,ks=8,vs=8,imm=0)
      6: (79) r0 = *(u64 *)(r0 +0)
      R0 invalid mem access 'map_value_or_null'
      processed 7 insns (limit 1000000) max_states_per_insn 0 total_states 0 peak_states 0
      """;

  private static Place place(int instruction) {
    return instruction < 6 ? Place.point("f.c", 5, 14) : Place.point("f.c", 6, 12);
  }

  private static final Refused PROGRAM =
      new Refused("f", "f.c", Map.of("f.c", TEXT), ExplainerTest::place, -1, false);

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyClassSaysWhatWhyAndWhatToDoInBothLanguages(Kind kind) {
    Problem problem = Problem.error(Stage.LOAD, kind.code(), "a", "b", "c", "d");
    for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      Messages messages = new Messages(locale);
      assertThat(messages.sentence(problem)).isNotBlank();
      assertThat(messages.why(problem)).isNotBlank();
      assertThat(messages.help(problem)).isNotBlank();
    }
  }

  @Test
  void theValueIsFollowedToTheLookupAndTheCheckIsPutAfterIt() {
    Refusal refusal = Explainer.explain(PROGRAM, OF_6_1).orElseThrow();
    assertThat(refusal.kind()).isEqualTo(Kind.NULL_CHECK);
    assertThat(refusal.place()).hasToString("f.c:6:13");
    assertThat(refusal.arguments()).startsWith("v");
    assertThat(refusal.story().get(0).arguments()).containsExactly("m.lookup(&k)");
    assertThat(refusal.fix()).isNotNull();
    assertThat(refusal.fix().replacement()).isEqualTo("\n    if (!v) return 0;");
    assertThat(refusal.fix().place()).hasToString("f.c:5:27");
  }

  /** The pointer is made in a header, on a line of the number on which it is followed. */
  @Test
  void aStoryGoesThroughHeaders() {
    String header = "static u64 *got(u64 *k)\n{\n    return m.lookup(k);\n}\n";
    String text = "#include \"got.h\"\nint f(void *ctx) { u64 k = 1, *v = got(&k);\nreturn *v; }\n";
    Refused program =
        new Refused(
            "f",
            "d/f.c",
            Map.of("d/f.c", text, "d/got.h", header),
            n -> n < 6 ? Place.point("d/got.h", 3, 12) : Place.point("d/f.c", 3, 8),
            -1,
            false);
    Refusal refusal = Explainer.explain(program, OF_6_1).orElseThrow();
    assertThat(refusal.place()).hasToString("d/f.c:3:9");
    assertThat(refusal.story())
        .singleElement()
        .satisfies(
            note -> {
              assertThat(note.place()).hasToString("d/got.h:3:12");
              assertThat(note.arguments()).containsExactly("m.lookup(k)");
            });
    String read =
        OF_6_1
            .replace("(85) call bpf_map_lookup_elem#1", "(79) r0 = *(u64 *)(r6 +8)")
            .replace("map_value_or_null", "scalar");
    assertThat(Explainer.explain(program, read).orElseThrow().story())
        .extracting(note -> String.valueOf(note.place()))
        .containsExactly("d/got.h:3:12");
  }

  @Test
  void whatAHeaderDeclaresIsFoundThere() {
    Refused program =
        new Refused(
            "f", "f.c", Map.of("f.c", TEXT, "big.h", "\nBPF_HASH(big);\n"), n -> null, -1, false);
    Refusal refusal =
        Explainer.explain(
                program, "libbpf: map 'big': failed to create: Argument list too long(-7)")
            .orElseThrow();
    assertThat(refusal.place()).hasToString("big.h:2:10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "R0 ", "0: (", "999999999999: (85) call x"})
  void whatIsNoLogIsExplainedByNothing(String words) {
    assertThat(Explainer.explain(PROGRAM, words)).isEqualTo(Optional.empty());
  }

  @Test
  void aMegabyteIsReadInTheBlinkOfAnEye() {
    String row =
        "7: (07) r1 += 8                       ; R1_w=scalar(umax=4,var_off=(0x0; 0xff))\n";
    String log = row.repeat((1 << 20) / row.length()) + OF_6_1;
    Duration best = Duration.ofDays(1);
    for (int i = 0; i < 20; i++) {
      long began = System.nanoTime();
      assertThat(Explainer.explain(PROGRAM, log)).isPresent();
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      best = took.compareTo(best) < 0 ? took : best;
    }
    assertThat(best).isLessThan(Duration.ofMillis(250));
  }

  @Test
  void commentsAreNoCodeToTheFix() {
    String text =
        TEXT.replace("m.lookup(&k);", "m.lookup(&k) /* a; b */;")
            .replace("{\n", "{\n/*\nstatic void g(void *ctx) {\n*/\n");
    Refused program =
        new Refused(
            "f",
            "f.c",
            Map.of("f.c", text),
            i -> i < 6 ? Place.point("f.c", 8, 14) : Place.point("f.c", 9, 12),
            -1,
            false);
    Refusal refusal = Explainer.explain(program, OF_6_1).orElseThrow();
    assertThat(refusal.fix()).isNotNull();
    assertThat(refusal.fix().replacement()).isEqualTo("\n    if (!v) return 0;");
    assertThat(refusal.fix().place()).hasToString("f.c:8:38");
  }
}
