package probewright.cli;

import java.io.PrintStream;
import java.util.Locale;
import probewright.target.Installation;

/**
 * What a command finds around it: where its words go, in which language, and where the engine's
 * parts are.
 *
 * @param out what the user's program sends, nothing else
 * @param err everything the command itself has to say
 * @param raw whether long logs are printed whole
 */
record Surroundings(
    PrintStream out, PrintStream err, Locale locale, Installation installation, boolean raw) {
  Surroundings withRaw(boolean wanted) {
    return new Surroundings(out, err, locale, installation, wanted);
  }

  /** On standard error. */
  Report report() {
    return new Report(err, locale, raw);
  }

  /** On standard output, for a command whose very answer is problems. */
  Report answer() {
    return new Report(out, locale, raw);
  }
}
