package probewright.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;
import probewright.target.Installation;

/**
 * The command line: {@code run}, {@code check}, {@code expand}, {@code replay}, {@code export},
 * {@code probes}, {@code format}, {@code doctor}. Standard output holds what was asked for and
 * nothing else; whatever else there is to say goes to standard error.
 */
@Command(
    name = "probewright",
    mixinStandardHelpOptions = true,
    version = "probewright 0.1.0",
    subcommands = {
      RunCommand.class,
      CheckCommand.class,
      ExpandCommand.class,
      ReplayCommand.class,
      ExportCommand.class,
      ProbesCommand.class,
      FormatCommand.class,
      DoctorCommand.class
    })
public final class Main {
  private static final String LOG_FORMAT = "java.util.logging.SimpleFormatter.format";

  private Main() {}

  /**
   * Ends the process with 0 when all went well, 1 when something was refused or the target was lost
   * or standard output's disk is full, 2 when the command line asks for what cannot be (also what
   * is not there yet), 130 and 143 after SIGINT and SIGTERM. A reader that closes standard output
   * ends a run as well, with 0.
   */
  public static void main(String[] arguments) {
    // what the engine logs is a line on standard error; stack traces are for those who ask for them
    System.getProperties().putIfAbsent(LOG_FORMAT, "probewright: %4$s: %5$s%n");
    Surroundings surroundings =
        new Surroundings(
            System.out,
            System.err,
            Locale.getDefault(),
            Installation.ofEnvironment(System.getenv(), System.getProperties()),
            false);
    int status = commandLine(surroundings).execute(arguments);
    if (status == 0 && new StandardOutput(System.out).hasLostWords()) {
      Problem lost = Problem.error(Stage.STREAM, "cli.output-lost");
      surroundings.report().problems("probewright", List.of(lost));
      status = 1;
    }
    System.exit(status);
  }

  /**
   * The same within a process: gives the exit status back.
   *
   * @param out what the user's program sends, nothing else
   * @param err everything the command itself has to say
   */
  public static int run(
      PrintStream out,
      PrintStream err,
      Locale locale,
      Installation installation,
      String... arguments) {
    return commandLine(new Surroundings(out, err, locale, installation, false)).execute(arguments);
  }

  private static CommandLine commandLine(Surroundings surroundings) {
    CommandLine line =
        new CommandLine(
            new Main(),
            new CommandLine.IFactory() {
              @Override
              public <K> K create(Class<K> type) throws Exception {
                return type.getPackage() == Main.class.getPackage()
                    ? type.getDeclaredConstructor(Surroundings.class).newInstance(surroundings)
                    : CommandLine.defaultFactory().create(type);
              }
            });
    line.registerConverter(Path.class, Main::named);
    line.setResourceBundle(
        ResourceBundle.getBundle("probewright.cli.usage", surroundings.locale()));
    line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
    line.setParameterExceptionHandler((e, words) -> new UsageErrors(surroundings).handle(e));
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> surroundings.report().failure(failure));
    return line;
  }

  /** The empty name is that of the folder one is in, which nobody means. */
  private static Path named(String name) {
    if (name.isEmpty()) {
      throw new CommandLine.TypeConversionException(name);
    }
    return Path.of(name);
  }
}
