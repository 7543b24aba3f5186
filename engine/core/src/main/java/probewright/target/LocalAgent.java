package probewright.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;

/**
 * The agent of this machine: a child of this process, as root. Where we are not root already,
 * {@code sudo} asks for the password in a terminal, {@code pkexec} on a screen.
 */
final class LocalAgent {
  private static final String SUDO = "sudo";
  private static final String PKEXEC = "pkexec";

  /** What sudo ends with when it has not started the command. */
  private static final int NOT_BY_SUDO = 1;

  /** The same of pkexec: dismissed or not allowed, and nobody there to ask. */
  private static final List<Integer> NOT_BY_PKEXEC = List.of(126, 127);

  private final Path bundle;
  private final Path java;
  private final List<Path> programs;

  /**
   * @param bundle the folder of the agent's bundle
   * @param java the JVM that runs it
   * @param programs the folders to look for sudo and pkexec in
   */
  LocalAgent(Path bundle, Path java, List<Path> programs) {
    this.bundle = bundle;
    this.java = java;
    this.programs = programs;
  }

  /**
   * The command that starts it.
   *
   * @param root whether this process is root's
   * @param terminal whether there is a terminal to ask for a password in
   * @throws ProblemException {@code target.no-rights} when nothing here gives root's rights
   */
  List<String> command(boolean root, boolean terminal) throws ProblemException {
    List<String> command = new ArrayList<>();
    if (!root) {
      List<String> ways = terminal ? List.of(SUDO, PKEXEC) : List.of(PKEXEC, SUDO);
      Path way =
          ways.stream()
              .flatMap(name -> program(name).stream())
              .findFirst()
              .orElseThrow(
                  () -> new ProblemException(Problem.error(Stage.LOAD, "target.no-rights")));
      command.add(way.toString());
      if (!terminal && way.endsWith(SUDO)) {
        // it could not ask, and would say so in a language of its own
        command.add("-n");
      }
    }
    command.add(bundle.resolve("launch").toAbsolutePath().toString());
    command.add("--java");
    command.add(java.toString());
    return command;
  }

  private Optional<Path> program(String name) {
    return programs.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Why a command has ended before an agent answered, when that is for want of rights. sudo's words
   * begin with its name in every language; the launcher's own do with {@code launch}.
   */
  static Optional<Problem> refusal(List<String> command, int status, String words) {
    Path program = Path.of(command.get(0));
    boolean sudo = program.endsWith(SUDO) && status == NOT_BY_SUDO && words.contains(SUDO + ": ");
    boolean pkexec =
        program.endsWith(PKEXEC)
            && NOT_BY_PKEXEC.contains(status)
            && words.lines().noneMatch(line -> line.startsWith("launch: "));
    if (!sudo && !pkexec) {
      return Optional.empty();
    }
    Problem problem =
        command.get(1).equals("-n")
            ? Problem.error(Stage.LOAD, "target.no-terminal")
            : Problem.error(Stage.LOAD, "target.refused-rights", sudo ? SUDO : PKEXEC);
    return Optional.of(words.isEmpty() ? problem : problem.withRaw(words));
  }

  /** Whether somebody can type a password: our standard input is a terminal. */
  static boolean hasTerminal() {
    try {
      String in = Files.readSymbolicLink(Path.of("/proc/self/fd/0")).toString();
      return in.startsWith("/dev/pts/") || in.startsWith("/dev/tty");
    } catch (IOException unknown) {
      return false;
    }
  }

  /** Whether this process is root's, by whom the kernel says its own folder belongs to. */
  static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException | UnsupportedOperationException unknown) {
      return "root".equals(System.getProperty("user.name"));
    }
  }
}
