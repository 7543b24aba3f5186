package probewright.app.assist;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import probewright.app.analysis.Analysis;
import probewright.app.analysis.ProgramAnalysis;
import probewright.app.session.ProgramSource;
import probewright.btf.Kernel;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.dialect.Outline;
import probewright.dialect.Program;
import probewright.language.Language;
import probewright.language.OneFile;

/**
 * Questions of one kind about a program as it stands: the newest is answered, those before it are
 * forgotten. Asked and answered on the thread of {@code ui}, the JavaFX thread.
 */
public final class Questions {
  private final ProgramAnalysis analysis;
  private final Supplier<ProgramSource> source;
  private final Supplier<Here> here;
  private final Executor background;
  private final Executor ui;
  private final AtomicLong newest = new AtomicLong();

  /**
   * The text that is asked about: the program's own, or that of one of its headers.
   *
   * @param file the name that places in it carry
   */
  public record Here(String file, String text) {}

  /**
   * A question; asked where it may block. Its program is the text that is asked about, with offsets
   * of its own.
   */
  public interface Question<T> {
    T ask(Language language, Program program, Kernel kernel, Outline outline)
        throws ProblemException;
  }

  public Questions(
      ProgramAnalysis analysis,
      Supplier<ProgramSource> source,
      Supplier<Here> here,
      Executor background,
      Executor ui) {
    this.analysis = analysis;
    this.source = source;
    this.here = here;
    this.background = background;
    this.ui = ui;
  }

  /** The same program, for questions of another kind. */
  Questions others() {
    return new Questions(analysis, source, here, background, ui);
  }

  /**
   * Asks. While nothing else is asked, either {@code answer} or {@code failed} is told.
   *
   * @return whether there is anybody to ask: not before the target's kernel is known
   */
  <T> boolean ask(Question<T> question, Consumer<T> answer, Consumer<Problem> failed) {
    long mine = newest.incrementAndGet();
    Optional<Language> language = analysis.language();
    Kernel kernel = analysis.kernelProperty().get();
    if (language.isEmpty() || kernel == null) {
      return false;
    }
    ProgramSource text = source.get();
    Here asked = here.get();
    Analysis latest = analysis.latest();
    Outline outline = latest == null ? Outline.empty() : latest.examination().outline();
    background.execute(
        () -> {
          if (newest.get() != mine) {
            return;
          }
          try {
            Outcome<Program> read = text.read();
            if (read instanceof Outcome.Done<Program> program) {
              T found = ask(question, language.get(), program.value(), asked, kernel, outline);
              later(mine, () -> answer.accept(found));
            } else {
              later(mine, () -> failed.accept(read.problems().get(0)));
            }
          } catch (ProblemException e) {
            later(mine, () -> failed.accept(e.problem()));
          } catch (RuntimeException fault) {
            // nobody foresaw it: who asked must not wait for ever, and the log has how it came
            // about
            later(
                mine, () -> failed.accept(Problem.error(Stage.TRANSLATE, "cli.unexpected", fault)));
            throw fault;
          }
        });
    return true;
  }

  private static <T> T ask(
      Question<T> question,
      Language language,
      Program whole,
      Here asked,
      Kernel kernel,
      Outline outline)
      throws ProblemException {
    if (whole.headers().isEmpty() && whole.file().equals(asked.file())) {
      return question.ask(language, whole, kernel, outline);
    }
    return question.ask(
        new OneFile(language, whole, asked.file(), asked.text()),
        Program.of(asked.file(), asked.text()),
        kernel,
        outline);
  }

  /** What was asked is of no interest any more. */
  void forget() {
    newest.incrementAndGet();
  }

  ProgramAnalysis analysis() {
    return analysis;
  }

  private void later(long mine, Runnable task) {
    ui.execute(
        () -> {
          if (newest.get() == mine) {
            task.run();
          }
        });
  }
}
