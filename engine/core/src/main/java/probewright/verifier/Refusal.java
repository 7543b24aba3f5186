package probewright.verifier;

import java.util.List;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Note;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Severity;
import probewright.diagnostics.Stage;

/**
 * Why the kernel refused a program.
 *
 * @param place the user's own expression or line, null when it is about no place
 * @param arguments for the class's sentence, why and help; the first is the user's own words
 * @param story where the value came from and what became of it, in the order of the program
 * @param fix an edit that mends it, null when none is known
 */
public record Refusal(
    Kind kind, @Nullable Place place, List<String> arguments, List<Note> story, @Nullable Fix fix) {
  public Refusal {
    arguments = List.copyOf(arguments);
    story = List.copyOf(story);
  }

  /** The same as a problem of the stage Load, with the log beside it. */
  public Problem problem(String log) {
    return new Problem(
        Stage.LOAD,
        Severity.ERROR,
        place,
        kind.code(),
        arguments,
        log,
        fix == null ? List.of() : List.of(fix),
        story);
  }
}
