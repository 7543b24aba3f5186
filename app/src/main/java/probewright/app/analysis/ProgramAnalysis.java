package probewright.app.analysis;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import probewright.app.session.Engine;
import probewright.app.session.Failures;
import probewright.app.session.ProgramSource;
import probewright.btf.Kernel;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;
import probewright.dialect.Examination;
import probewright.dialect.Outline;
import probewright.dialect.Program;
import probewright.language.Language;

/**
 * Examines a program after a pause in typing; the newest text wins. Lives as long as the program is
 * open. Its methods and properties belong to the thread of {@code ui}, the JavaFX thread; the work
 * is done in {@code background}, which may be shared by all programs.
 */
public final class ProgramAnalysis {
  /** Without a key for so long, a person has stopped typing: an ordinary key comes after 100 ms. */
  public static final Duration PAUSE = Duration.ofMillis(250);

  private final Engine engine;
  private final Supplier<ProgramSource> source;
  private final Executor background;
  private final Executor ui;
  private final Pause pause;

  private final ReadOnlyObjectWrapper<@Nullable Analysis> latest = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Optional<Problem>> kernelProblem =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper fetching = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<@Nullable Kernel> kernel = new ReadOnlyObjectWrapper<>();

  private String target = "";
  private @Nullable Language language;
  private long version;
  private long asked;
  private boolean busy;
  private boolean again;
  private boolean closed;

  /**
   * @param source the program as it stands now; asked on the thread of {@code ui}
   * @param background where it is examined, one after the other
   * @param ui runs tasks later on the thread that owns this: {@code Platform::runLater}
   */
  public ProgramAnalysis(
      Engine engine,
      Supplier<ProgramSource> source,
      Executor background,
      Executor ui,
      Pause pause) {
    this.engine = engine;
    this.source = source;
    this.background = background;
    this.ui = ui;
    this.pause = pause;
  }

  /** The newest there is, of an earlier text where {@link #current} is false; null before it. */
  public ReadOnlyObjectProperty<@Nullable Analysis> latestProperty() {
    return latest.getReadOnlyProperty();
  }

  public @Nullable Analysis latest() {
    return latest.get();
  }

  /** What stands in the way of examining anything: no kernel, no compiler. */
  public ReadOnlyObjectProperty<Optional<Problem>> kernelProblemProperty() {
    return kernelProblem.getReadOnlyProperty();
  }

  /** Whether the target's kernel is being asked for, which may take as long as a machine starts. */
  public ReadOnlyBooleanProperty fetchingProperty() {
    return fetching.getReadOnlyProperty();
  }

  /** The kernel that the program is written for; null while it is not known. */
  public ReadOnlyObjectProperty<@Nullable Kernel> kernelProperty() {
    return kernel.getReadOnlyProperty();
  }

  /** Who answers questions about the program; empty until the engine has its compiler. */
  public Optional<Language> language() {
    return Optional.ofNullable(language);
  }

  /** Counts the states of the text. */
  public long version() {
    return version;
  }

  /** Whether the newest analysis is of the text as it is now. */
  public boolean current() {
    Analysis now = latest.get();
    return now != null && now.version() == version;
  }

  /** The text, or what else decides about the program, is another one now. */
  public void edited() {
    if (!closed) {
      version++;
      pause.restart(this::examine);
    }
  }

  /** Examines without waiting for a pause. */
  public void now() {
    pause.stop();
    examine();
  }

  /** The program is written for another target, or for the same one that is to be asked again. */
  public void target(String spelling) {
    target = spelling;
    kernel.set(null);
    kernelProblem.set(Optional.empty());
    fetching.set(true);
    long question = ++asked;
    var unused =
        engine
            .language()
            .thenCombine(engine.kernel(spelling), Answer::new)
            .whenComplete((answer, failure) -> ui.execute(() -> met(question, answer, failure)));
  }

  /** Somebody else has met the target: it is asked again where it did not answer. */
  public void targetAnswers() {
    if (kernelProblem.get().isPresent()) {
      target(target);
    }
  }

  /** The target as it is spelt; empty before the first. */
  public String target() {
    return target;
  }

  /** Nothing is examined any more. */
  public void close() {
    closed = true;
    pause.stop();
  }

  private record Answer(Language language, Kernel kernel) {}

  private void met(long question, @Nullable Answer answer, @Nullable Throwable failure) {
    if (closed || question != asked) {
      return;
    }
    fetching.set(false);
    if (answer == null) {
      kernelProblem.set(Optional.of(Failures.problem(Stage.TRANSLATE, failure)));
      return;
    }
    language = answer.language();
    kernel.set(answer.kernel());
    examine();
  }

  private void examine() {
    Language language = this.language;
    Kernel kernel = this.kernel.get();
    if (closed || language == null || kernel == null) {
      return;
    }
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    again = false;
    long mine = version;
    ProgramSource text = source.get();
    background.execute(
        () -> {
          Analysis done = null;
          try {
            done = analysis(mine, text, language, kernel);
          } finally {
            Analysis result = done;
            ui.execute(() -> done(result));
          }
        });
  }

  private static Analysis analysis(
      long version, ProgramSource source, Language language, Kernel kernel) {
    Outcome<Program> read = source.read();
    if (read instanceof Outcome.Done<Program> program) {
      return new Analysis(
          version, program.value(), kernel, language.examine(program.value(), kernel));
    }
    return new Analysis(
        version,
        Program.of(source.file(), source.text()),
        kernel,
        new Examination(Outline.empty(), new Outcome.Refused<>(read.problems())));
  }

  private void done(@Nullable Analysis result) {
    busy = false;
    if (closed) {
      return;
    }
    if (result != null && result.kernel().equals(kernel.get())) {
      latest.set(result);
    }
    if (again) {
      examine();
    }
  }
}
