package probewright.target;

import java.util.List;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;

/** What ssh's own words mean; it has no language but English, and one exit status for all. */
final class SshProblems {
  private static final List<String> HOST_KEY =
      List.of("Host key verification failed", "REMOTE HOST IDENTIFICATION HAS CHANGED");

  private static final List<String> DENIED =
      List.of("Permission denied (", "Too many authentication failures");

  private static final List<String> UNREACHABLE =
      List.of(
          "Could not resolve hostname",
          "Connection refused",
          "Connection timed out",
          "Operation timed out",
          "No route to host",
          "Network is unreachable",
          "Connection closed by",
          "Connection reset by");

  private SshProblems() {}

  static Problem of(String host, String words) {
    return problem(host, words).withRaw(words);
  }

  private static Problem problem(String host, String words) {
    // the end of a connection follows the other two
    if (HOST_KEY.stream().anyMatch(words::contains)) {
      return Problem.error(Stage.LOAD, "target.ssh-host-key", host);
    }
    if (DENIED.stream().anyMatch(words::contains)) {
      return Problem.error(Stage.LOAD, "target.ssh-denied", host);
    }
    return UNREACHABLE.stream().anyMatch(words::contains)
        ? Problem.error(Stage.LOAD, "target.ssh-unreachable", host)
        : Problem.error(Stage.LOAD, "target.ssh-failed", host);
  }
}
