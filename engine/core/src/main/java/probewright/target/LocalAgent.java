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
      List<String> ways = terminal ? List.of("sudo", "pkexec") : List.of("pkexec", "sudo");
      Optional<Path> way = ways.stream().flatMap(name -> program(name).stream()).findFirst();
      command.add(
          way.orElseThrow(() -> new ProblemException(Problem.error(Stage.LOAD, "target.no-rights")))
              .toString());
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
