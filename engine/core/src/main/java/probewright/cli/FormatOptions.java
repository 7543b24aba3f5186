package probewright.cli;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options that say how what a run sends is written; text as bcc's without any. */
final class FormatOptions {
  @Option(names = "--json")
  private boolean json;

  @Option(names = "--csv")
  private boolean csv;

  /**
   * The format that was asked for.
   *
   * @param locale of the person, for what is text
   * @throws UsageException when it is two
   */
  Format format(CommandLine line, Locale locale) {
    if (json && csv) {
      throw new UsageException(line, "usage.either", "--json", "--csv");
    }
    return json ? new JsonFormat() : csv ? new CsvFormat() : new TextFormat(locale);
  }
}
