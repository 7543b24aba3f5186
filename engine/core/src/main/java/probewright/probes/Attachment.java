package probewright.probes;

import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Place;

/**
 * A probe joined with a function of the program.
 *
 * @param place where the program's text asks for it, null when the command line or the picker did
 */
public record Attachment(Probe probe, String function, @Nullable Place place) {
  /** {@code PROBE=FUNCTION}. */
  @Override
  public String toString() {
    return probe + "=" + function;
  }
}
