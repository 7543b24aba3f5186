package probewright.app.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probewright.app.FakeKernel;
import probewright.app.OnlyKernels;
import probewright.app.session.ProgramSource;
import probewright.btf.Kernel;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;

/** An analysis without a toolkit: the test says when time passes and when work is done. */
class ProgramAnalysisTest {
  private final Kernels engine = new Kernels();
  private final Tasks background = new Tasks();
  private final ByHand pause = new ByHand();
  private String text = "int a;";
  private @Nullable Path path;
  private final ProgramAnalysis analysis =
      new ProgramAnalysis(
          engine,
          () -> new ProgramSource("a.c", path, text, Map.of()),
          background,
          Runnable::run,
          pause);
  private final List<String> seen = new ArrayList<>();

  /** Work that is done when the test says so. */
  private static final class Tasks implements Executor {
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
      waiting.add(task);
    }

    void work() {
      while (!waiting.isEmpty()) {
        waiting.remove().run();
      }
    }
  }

  private static final class ByHand implements Pause {
    private @Nullable Runnable waiting;

    @Override
    public void restart(Runnable task) {
      waiting = task;
    }

    @Override
    public void stop() {
      waiting = null;
    }

    void over() {
      Runnable task = waiting;
      waiting = null;
      if (task != null) {
        task.run();
      }
    }
  }

  private static final class Kernels implements OnlyKernels {
    private final Map<String, CompletableFuture<Kernel>> asked = new java.util.HashMap<>();

    @Override
    public CompletableFuture<Kernel> kernel(String target) {
      return asked.computeIfAbsent(target, name -> new CompletableFuture<>());
    }
  }

  private void ready() {
    analysis
        .latestProperty()
        .addListener((o, was, now) -> seen.add(now == null ? "-" : now.program().text()));
    analysis.target("vm");
    engine.kernel("vm").complete(FakeKernel.make());
    background.work();
  }

  private void type(String now) {
    text = now;
    analysis.edited();
  }

  @Test
  void examinesOnceTheKernelIsKnown() {
    analysis.target("vm");
    assertThat(analysis.fetchingProperty().get()).isTrue();
    background.work();
    assertThat(analysis.latest()).isNull();
    engine.kernel("vm").complete(FakeKernel.make());
    background.work();
    assertThat(analysis.fetchingProperty().get()).isFalse();
    Analysis latest = analysis.latest();
    assertThat(latest).isNotNull();
    assertThat(latest.program().text()).isEqualTo("int a;");
    assertThat(analysis.current()).isTrue();
  }

  @Test
  void waitsForAPauseAndThenTakesTheTextAsItIs() {
    ready();
    type("int ab;");
    type("int abc;");
    background.work();
    assertThat(seen).containsExactly("int a;");
    assertThat(analysis.current()).isFalse();
    pause.over();
    background.work();
    assertThat(seen).containsExactly("int a;", "int abc;");
    assertThat(analysis.current()).isTrue();
  }

  @Test
  void whileOneIsUnderWayOnlyTheNewestWaits() {
    ready();
    type("1");
    pause.over();
    type("2");
    pause.over();
    type("3");
    pause.over();
    background.work();
    assertThat(seen).containsExactly("int a;", "1", "3");
  }

  @Test
  void anAnswerOfTheTargetBeforeIsNotBelieved() {
    ready();
    type("for the first");
    pause.over();
    analysis.target("vm:6.1");
    background.work();
    assertThat(seen).containsExactly("int a;");
    Kernel other = FakeKernel.make();
    engine.kernel("vm:6.1").complete(other);
    background.work();
    Analysis latest = analysis.latest();
    assertThat(latest).isNotNull();
    assertThat(latest.kernel()).isSameAs(other);
  }

  @Test
  void aTargetThatDoesNotAnswerIsToldAndCanBeAskedAgain() {
    Problem why = Problem.error(Stage.LOAD, "agent.silent", 1);
    analysis.target("vm");
    engine.kernel("vm").completeExceptionally(new ProblemException(why));
    assertThat(analysis.kernelProblemProperty().get()).contains(why);
    assertThat(analysis.fetchingProperty().get()).isFalse();
    engine.asked.clear();
    analysis.target("vm");
    assertThat(analysis.kernelProblemProperty().get()).isEmpty();
    engine.kernel("vm").complete(FakeKernel.make());
    background.work();
    assertThat(analysis.latest()).isNotNull();
  }

  @Test
  void aTargetThatARunHasMetIsAskedAgainWhereItDidNotAnswer() {
    analysis.target("vm");
    engine
        .kernel("vm")
        .completeExceptionally(new ProblemException(Problem.error(Stage.LOAD, "agent.silent", 1)));
    engine.asked.clear();
    analysis.targetAnswers();
    engine.kernel("vm").complete(FakeKernel.make());
    background.work();
    assertThat(analysis.kernelProblemProperty().get()).isEmpty();
    assertThat(analysis.latest()).isNotNull();
    engine.asked.clear();
    analysis.targetAnswers();
    assertThat(engine.asked).as("one that answered is not asked").isEmpty();
  }

  @Test
  void aFileBesideItThatCannotBeReadIsAProblemOfTheProgram(@TempDir Path folder) throws Exception {
    path = folder.resolve("a.c");
    Files.createDirectory(folder.resolve("b.h"));
    text = "#include \"b.h\"\n";
    ready();
    Analysis latest = analysis.latest();
    assertThat(latest).isNotNull();
    assertThat(latest.examination().expanded()).isInstanceOf(Outcome.Refused.class);
    assertThat(latest.examination().expanded().problems())
        .extracting(Problem::code)
        .containsExactly("file.directory");
  }

  @Test
  void aClosedOneExaminesNothing() {
    ready();
    type("late");
    pause.over();
    analysis.close();
    background.work();
    analysis.edited();
    pause.over();
    background.work();
    assertThat(seen).containsExactly("int a;");
  }
}
