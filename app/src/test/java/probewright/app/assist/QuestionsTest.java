package probewright.app.assist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probewright.app.FakeKernel;
import probewright.app.OnlyKernels;
import probewright.app.analysis.Pause;
import probewright.app.analysis.ProgramAnalysis;
import probewright.app.session.ProgramSource;
import probewright.btf.Kernel;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;

/** Questions without a toolkit: the test says when they are answered. */
class QuestionsTest {
  private final ArrayDeque<Runnable> background = new ArrayDeque<>();
  private final CompletableFuture<Kernel> kernel = new CompletableFuture<>();
  private String text = "first";
  private @Nullable Path path;
  private final ProgramAnalysis analysis =
      new ProgramAnalysis(new OneKernel(), this::source, task -> {}, Runnable::run, new NoPause());
  private final Questions questions =
      new Questions(
          analysis,
          this::source,
          () -> new Questions.Here("a.c", text),
          background::add,
          Runnable::run);
  private final List<String> heard = new ArrayList<>();

  private final class OneKernel implements OnlyKernels {
    @Override
    public CompletableFuture<Kernel> kernel(String target) {
      return kernel;
    }
  }

  private static final class NoPause implements Pause {
    @Override
    public void restart(Runnable task) {}

    @Override
    public void stop() {}
  }

  private ProgramSource source() {
    return new ProgramSource("a.c", path, text, Map.of());
  }

  private boolean ask(Questions kind, String name) {
    return kind.ask(
        (language, program, there, outline) -> name + " of " + program.text(),
        heard::add,
        problem -> heard.add(problem.code()));
  }

  private void answer() {
    while (!background.isEmpty()) {
      background.remove().run();
    }
  }

  private void ready() {
    analysis.target("vm");
    kernel.complete(FakeKernel.make());
  }

  @Test
  void nobodyIsThereBeforeTheKernelIsKnown() {
    analysis.target("vm");
    assertThat(ask(questions, "early")).isFalse();
    assertThat(background).isEmpty();
    kernel.complete(FakeKernel.make());
    assertThat(ask(questions, "late")).isTrue();
    answer();
    assertThat(heard).containsExactly("late of first");
  }

  @Test
  void askingDoesNotWaitAndIsAboutTheTextAsItWasThen() {
    ready();
    ask(questions, "asked");
    text = "second";
    assertThat(heard).isEmpty();
    answer();
    assertThat(heard).containsExactly("asked of first");
  }

  @Test
  void onlyTheNewestOfAKindIsAnswered() {
    ready();
    ask(questions, "old");
    ask(questions, "new");
    ask(questions.others(), "other");
    answer();
    assertThat(heard).containsExactly("new of first", "other of first");
  }

  @Test
  void whatIsForgottenIsNotAnswered() {
    ready();
    ask(questions, "gone");
    questions.forget();
    answer();
    assertThat(heard).isEmpty();
  }

  @Test
  void aProblemIsToldAsLongAsSomebodyWantsToKnow() {
    ready();
    Questions.Question<String> fails =
        (language, program, there, outline) -> {
          throw new ProblemException(Problem.error(Stage.TRANSLATE, "compile.stopped"));
        };
    questions.ask(fails, heard::add, problem -> heard.add(problem.code()));
    answer();
    assertThat(heard).containsExactly("compile.stopped");
    questions.ask(fails, heard::add, problem -> heard.add(problem.code()));
    questions.forget();
    answer();
    assertThat(heard).containsExactly("compile.stopped");
  }

  @Test
  void aProgramThatCannotBeReadIsAnAnswerToo(@TempDir Path folder) throws Exception {
    ready();
    Files.write(folder.resolve("bytes.h"), new byte[] {(byte) 0xff, (byte) 0xfe});
    path = folder.resolve("a.c");
    text = "#include \"bytes.h\"\n";
    ask(questions, "asked");
    answer();
    assertThat(heard).containsExactly("file.not-text");
  }

  @Test
  void whatNobodyForesawIsToldAndNotKeptBack() {
    ready();
    questions.ask(
        (language, program, there, outline) -> {
          throw new IllegalStateException("odd");
        },
        found -> heard.add("found"),
        problem -> heard.add(problem.code()));
    assertThatThrownBy(this::answer).isInstanceOf(IllegalStateException.class);
    assertThat(heard).containsExactly("cli.unexpected");
  }
}
