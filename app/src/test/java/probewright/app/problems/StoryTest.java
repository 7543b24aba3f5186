package probewright.app.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import probewright.diagnostics.Messages;
import probewright.diagnostics.Note;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;
import probewright.language.Listing;

class StoryTest {
  private static final String TEXT =
      "int f(void *ctx)\n{\n\tu64 *v = m.lookup(&k);\n\treturn *v;\n}\n";
  private static final String LOG =
      """
      0: R1=ctx(off=0,imm=0) R10=fp0
      ; u64 *v = m.lookup(&k);
      3: (85) call bpf_map_lookup_elem#1    ; R0_w=map_value_or_null(id=1,off=0,ks=4,vs=8,imm=0)
      ; return *v;
      4: (79) r0 = *(u64 *)(r0 +0)
      R0 invalid mem access 'map_value_or_null'
      processed 5 insns (limit 1000000) max_states_per_insn 0
      """;

  private static Problem refused() {
    return Problem.errorAt(Stage.LOAD, new Place("f.c", 4, 10, 4, 11), "verifier.null-check", "v")
        .withRaw(LOG)
        .withNotes(
            List.of(Note.at(Place.point("f.c", 3, 11), "verifier.step.lookup", "m.lookup(&k)")));
  }

  private static Listing.Instruction one(int index, String text, int line) {
    return new Listing.Instruction(index, text, "f", Place.point("f.c", line, 1));
  }

  private static final Listing LISTING =
      new Listing(
          List.of(
              new Listing.Program("other", List.of(one(4, "exit", 9))),
              new Listing.Program(
                  "f",
                  List.of(
                      one(3, "call bpf_map_lookup_elem#1", 3),
                      one(4, "r0 = *(u64 *)(r0 +0)", 4)))));

  private final Messages messages = new Messages(Locale.ENGLISH);

  @Test
  void theStepsStandAtTheirLinesWithWhatWasKnownThere() {
    Story story = Story.of(refused(), file -> TEXT, LISTING, messages, "It stops here.");
    assertThat(story.program()).isEqualTo("f");
    assertThat(story.checked()).isEqualTo(2);
    assertThat(story.steps()).extracting(step -> step.line().number()).containsExactly(3, 4);
    Story.Step first = story.steps().get(0);
    assertThat(first.text()).isEqualTo("u64 *v = m.lookup(&k);");
    assertThat(first.instruction()).isEqualTo("3: call bpf_map_lookup_elem#1");
    assertThat(first.pills()).extracting(Story.Pill::register).containsExactly("R0");
    assertThat(first.pills().get(0).known().code()).isEqualTo("register.some-value-or-null");
    Story.Step last = story.steps().get(1);
    assertThat(last.refused()).isTrue();
    assertThat(last.sentence()).isEqualTo("It stops here.");
    assertThat(last.instruction()).isEqualTo("4: r0 = *(u64 *)(r0 +0)");
    assertThat(last.pills()).extracting(Story.Pill::register).containsExactly("R0");
  }

  @Test
  void theRegistersAreTabledLineByLine() {
    Story.Registers table = Story.of(refused(), file -> TEXT, LISTING, messages, "").lines();
    assertThat(table.names()).containsExactly("R0");
    assertThat(table.rows()).extracting(row -> row.line().number()).containsExactly(3, 4);
    assertThat(table.rows().get(1).cells()).containsExactly((probewright.verifier.Known) null);
  }

  @Test
  void withoutInstructionsTheStepsAreToldAllTheSame() {
    Story story = Story.of(refused(), file -> TEXT, null, messages, "It stops here.");
    assertThat(story.program()).isEmpty();
    assertThat(story.steps()).extracting(step -> step.line().number()).containsExactly(3, 4);
    assertThat(story.lines().rows()).isEmpty();
  }

  /** The pointer comes from the third line of a header, and is followed in the third of its own. */
  @Test
  void aLineOfAHeaderIsToldWithTheHeadersText() {
    Map<String, String> texts =
        Map.of(
            "d/f.c", "int f()\n{\n\treturn *v;\n}\n", "d/got.h", "a\nb\n\treturn m.lookup(k);\n");
    Place followed = new Place("d/f.c", 3, 9, 3, 10);
    Place made = Place.point("d/got.h", 3, 9);
    Listing.Instruction call =
        new Listing.Instruction(3, "call bpf_map_lookup_elem#1", "got", made);
    Listing.Instruction read = new Listing.Instruction(4, "r0 = *(u64 *)(r0 +0)", "f", followed);
    Story story =
        Story.of(
            refused().at(followed).withNotes(List.of(Note.at(made, "verifier.step.lookup", "m"))),
            file -> texts.getOrDefault(file, ""),
            new Listing(List.of(new Listing.Program("f", List.of(call, read)))),
            messages,
            "It stops here.");
    Story.Line ofHeader = new Story.Line("d/got.h", 3, true);
    Story.Line own = new Story.Line("d/f.c", 3, false);
    assertThat(story.steps()).extracting(Story.Step::line).containsExactly(ofHeader, own);
    assertThat(story.steps())
        .extracting(Story.Step::text)
        .containsExactly("return m.lookup(k);", "return *v;");
    assertThat(story.steps())
        .extracting(Story.Step::instruction)
        .containsExactly("3: call bpf_map_lookup_elem#1", "4: r0 = *(u64 *)(r0 +0)");
    assertThat(story.lines().rows()).extracting(Story.Row::line).containsExactly(ofHeader, own);
  }

  @Test
  void aProblemWithoutALogIsToldByItsNotes() {
    Story story =
        Story.of(
            Problem.error(Stage.LOAD, "load.no-permission"),
            file -> TEXT,
            LISTING,
            messages,
            "stops");
    assertThat(story.steps()).isEmpty();
    assertThat(story.checked()).isZero();
  }
}
