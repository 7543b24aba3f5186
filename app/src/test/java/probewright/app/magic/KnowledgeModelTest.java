package probewright.app.magic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import probewright.app.FakeVerdict;
import probewright.app.magic.KnowledgeModel.Phase;
import probewright.app.session.Engine.RunRequest;
import probewright.app.session.Verdict;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.language.Listing;
import probewright.verifier.Knowledge;
import probewright.verifier.Knowledge.Extent;

/** When the verifier is asked and what its answer is about, without a toolkit. */
class KnowledgeModelTest {
  private final List<RunRequest> asked = new ArrayList<>();
  private CompletableFuture<Outcome<Verdict>> answer = new CompletableFuture<>();
  private String text = "int a;";
  private final KnowledgeModel model =
      new KnowledgeModel(
          request -> {
            asked.add(request);
            answer = new CompletableFuture<>();
            return answer;
          },
          () -> request(text),
          Runnable::run);

  private static RunRequest request(String text) {
    return new RunRequest("a.c", null, text, "vm:6.12", Map.of(), Map.of());
  }

  private Phase phase() {
    return model.stateProperty().get().phase();
  }

  private static Listing.Program program(String... texts) {
    List<Listing.Instruction> all = new ArrayList<>();
    for (String text : texts) {
      all.add(new Listing.Instruction(all.size(), text, "on_start", null));
    }
    return new Listing.Program("on_start", all);
  }

  @Test
  void itIsAskedWhenARunHasLoadedTheVeryTextAndSomebodyLooks() {
    model.loaded(request(text));
    assertThat(asked).isEmpty();
    model.seenProperty().set(true);
    assertThat(asked).containsExactly(request(text));
    assertThat(phase()).isEqualTo(Phase.ASKING);
    answer.complete(Outcome.done(FakeVerdict.of(asked.get(0))));
    assertThat(phase()).isEqualTo(Phase.KNOWN);
    model.seenProperty().set(false);
    model.seenProperty().set(true);
    model.loaded(request(text));
    assertThat(asked).as("once for one text").hasSize(1);
    text = "int b;";
    model.loaded(request("int a;"));
    assertThat(asked).as("the text is another one by now").hasSize(1);
    model.loaded(request(text));
    assertThat(asked).hasSize(2);
  }

  @Test
  void withoutARunItIsAskedWhenItIsToldTo() {
    model.seenProperty().set(true);
    assertThat(asked).isEmpty();
    model.ask();
    model.ask();
    assertThat(asked).as("not twice at once").hasSize(1);
  }

  @Test
  void aRefusalSaysWhyAndTheVerdictBeforeStays() {
    model.ask();
    answer.complete(Outcome.done(FakeVerdict.of(request(text))));
    model.ask();
    answer.complete(Outcome.refused(Problem.error(Stage.LOAD, "load.no-permission")));
    assertThat(phase()).isEqualTo(Phase.REFUSED);
    assertThat(model.stateProperty().get().problems())
        .extracting(Problem::code)
        .containsExactly("load.no-permission");
    assertThat(model.stateProperty().get().verdict()).isNotNull();
    model.ask();
    answer.completeExceptionally(
        new ProblemException(Problem.error(Stage.LOAD, "agent.silent", 300)));
    assertThat(model.stateProperty().get().problems())
        .extracting(Problem::code)
        .containsExactly("agent.silent");
  }

  @Test
  void anAnswerThatIsNotWaitedForIsNotShown() {
    model.ask();
    CompletableFuture<Outcome<Verdict>> late = answer;
    model.cancel();
    assertThat(phase()).isEqualTo(Phase.NOTHING);
    late.complete(Outcome.done(FakeVerdict.of(request(text))));
    assertThat(phase()).isEqualTo(Phase.NOTHING);
    model.ask();
    answer.complete(Outcome.done(FakeVerdict.of(request(text))));
    assertThat(phase()).isEqualTo(Phase.KNOWN);
  }

  @Test
  void anotherKernelKnowsNothingYet() {
    model.loaded(request(text));
    model.ask();
    answer.complete(Outcome.done(FakeVerdict.of(request(text))));
    model.forget();
    assertThat(phase()).isEqualTo(Phase.NOTHING);
    assertThat(model.stateProperty().get().verdict()).isNull();
    model.ask();
    assertThat(asked).hasSize(2);
  }

  @Test
  void aFunctionIsKnownAsLongAsItsInstructionsAreThoseThatWereVerified() {
    assertThat(model.of(program("r6 = r1", "r0 = 0"))).isEmpty();
    assertThat(model.outdated(program("r6 = r1", "r0 = 0"))).isFalse();
    model.ask();
    answer.complete(Outcome.done(FakeVerdict.of(request(text))));
    assertThat(model.of(program("r6 = r1", "r0 = 0"))).isPresent();
    assertThat(model.of(program("r6 = r1", "r0 = 1"))).isEmpty();
    assertThat(model.outdated(program("r6 = r1", "r0 = 1"))).isTrue();
  }

  @Test
  void waysThatAgreeShareACell() {
    String log =
        """
        from 3 to 7: R1=ctx() R6=0 R10=fp0 fp-8=mmmmmmmm
        7: (b7) r0 = 0 ; R0_w=0
        from 4 to 7: R1=ctx() R6=map_value(map=counts,ks=4,vs=8) R10=fp0
        7: (b7) r0 = 0 ; R0_w=0
        """;
    Ways ways = Ways.of(Knowledge.read("f", 9, Extent.WHOLE, log, Map.of()).at(7));
    assertThat(ways.ways()).isEqualTo(2);
    assertThat(ways.rows()).extracting(Ways.Row::register).containsExactly("R1", "R6", "fp-8");
    assertThat(ways.rows()).extracting(row -> row.cells().size()).containsExactly(1, 2, 2);
    assertThat(ways.rows().get(2).cells().get(1)).as("never written on this way").isNull();
  }
}
