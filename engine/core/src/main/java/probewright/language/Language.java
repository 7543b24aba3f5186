package probewright.language;

import java.util.Locale;
import java.util.Optional;
import probewright.btf.Kernel;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.ProblemException;
import probewright.dialect.Examination;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.Outline;
import probewright.dialect.Program;

/**
 * What an editor asks while a person writes. {@link #examine} gives problems, the expanded program
 * and the outline that the other questions take; an outline of an earlier text serves too, with
 * offsets that may be off.
 *
 * <p>Safe for many threads. Every method may block on a child process or on the target: not for the
 * JavaFX thread. Nothing is promised of half-typed text but that an answer comes.
 */
public interface Language {
  /** Type-checks and translates a program as it stands. */
  Examination examine(Program program, Kernel kernel);

  /** The BPF instructions that an expanded program becomes. Runs clang once more (40 to 65 ms). */
  Outcome<Listing> listing(ExpandedProgram expanded, Kernel kernel);

  /**
   * What can stand at an offset.
   *
   * @param outline the newest there is
   * @throws ProblemException when the target does not answer
   */
  Completions complete(Program program, Kernel kernel, Outline outline, int offset, Locale locale)
      throws ProblemException;

  /** The call that an offset is in, and which of its arguments. */
  Optional<Signature> signature(
      Program program, Kernel kernel, Outline outline, int offset, Locale locale);

  /** What the name at an offset is. */
  Optional<Hover> hover(Program program, Kernel kernel, Outline outline, int offset, Locale locale);

  /** Where the name at an offset is declared. */
  Optional<Definition> definition(Program program, Kernel kernel, Outline outline, int offset);
}
