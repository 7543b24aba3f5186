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
 */
record Surroundings(PrintStream out, PrintStream err, Locale locale, Installation installation) {
  Report report() {
    return new Report(err, locale);
  }
}
