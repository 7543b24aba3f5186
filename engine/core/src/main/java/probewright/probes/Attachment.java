package probewright.probes;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;

/**
 * A probe joined with a function of the program.
 *
 * @param place where the program's text asks for it, null when the command line or the picker did
 */
public record Attachment(Probe probe, String function, @Nullable Place place) {
  private static final Pattern FUNCTION = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /**
   * Reads {@code PROBE=FUNCTION}, split at the last {@code =}.
   *
   * @param place where the spelling stands, null when not in the program's text
   */
  public static Outcome<Attachment> parse(String spelling, @Nullable Place place) {
    int split = spelling.lastIndexOf('=');
    String function = spelling.substring(split + 1).strip();
    if (split <= 0 || !FUNCTION.matcher(function).matches()) {
      return Outcome.refused(Problem.error(Stage.ATTACH, "attach.malformed", spelling).at(place));
    }
    Outcome<Probe> probe = Probe.parse(spelling.substring(0, split).strip());
    return probe instanceof Outcome.Done<Probe> done
        ? Outcome.done(new Attachment(done.value(), function, place))
        : new Outcome.Refused<>(probe.problems().stream().map(p -> p.at(place)).toList());
  }

  /** {@code PROBE=FUNCTION}. */
  @Override
  public String toString() {
    return probe + "=" + function;
  }
}
