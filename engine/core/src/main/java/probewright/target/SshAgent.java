package probewright.target;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;

/**
 * The agent of another machine, over one ssh connection. A few lines of shell look there for the
 * agent by the hash of its files, and for Java; what is missing is sent down the same connection
 * into the user's cache, and then the agent takes the shell's place. Whether a password is asked
 * for is between the user and ssh.
 */
final class SshAgent {
  /** What the shell on the other side says; anything else there is a greeting of the machine's. */
  private static final String WORD = "probewright: ";

  private static final int LONGEST_LINE = 4096;

  private final AgentBundle bundle;
  private final JavaToSend runtime;

  /** What there is to send when the other machine has no Java. */
  interface JavaToSend {
    /** What tells it from others, before it is made. */
    String key();

    /**
     * A folder with {@code bin/java} for machines of this one's kind, made when it is not there.
     *
     * @throws ProblemException when none can be made here
     */
    Path folder() throws ProblemException;
  }

  SshAgent(AgentBundle bundle, JavaToSend runtime) {
    this.bundle = bundle;
    this.runtime = runtime;
  }

  /**
   * The command that leads to it.
   *
   * @param ssh the ssh program
   * @param host as ssh takes it: a name of its configuration, or {@code user@host}
   */
  List<String> command(String ssh, String host) throws ProblemException {
    // a connection that says nothing any more is at its end; "--" so that no host can be an option;
    // quoting for whatever login shell is there
    return List.of(
        ssh,
        "-T",
        "-oConnectTimeout=20",
        "-oServerAliveInterval=10",
        "--",
        host,
        "exec sh -c '" + script() + "'");
  }

  /**
   * The lines that run on the other machine; without single quotes, in which they are sent. What
   * has not been used for a month goes.
   */
  private String script() throws ProblemException {
    return """
        set -u; umask 077; say() { printf "probewright: %s\\n" "$1"; }
        cache=${XDG_CACHE_HOME:-$HOME/.cache}/probewright
        home=$cache/agent-HASH
        runtime=$cache/agent-java-KEY
        mkdir -p "$cache" 2>/dev/null && [ -w "$cache" ] || { say "no-cache $cache"; exit 1; }
        java=$(command -v java || :)
        case $("${java:-false}" -version 2>&1 | sed -n "s/.*version \\"\\([0-9]*\\).*/\\1/p") in
          1[7-9]|[2-9][0-9]) ;;
          *) java= ;;
        esac
        [ -n "$java" ] || { [ -x "$runtime/bin/java" ] && java=$runtime/bin/java; }
        need=
        [ -x "$home/launch" ] || need=" agent"
        [ -n "$java" ] || need="$need java"
        if [ -n "$need" ]; then
          say "need $(uname -m)$need"
          read -r size
          new=$(mktemp -d "$cache/new.XXXXXX") || { say "no-cache $cache"; exit 1; }
          trap "rm -rf \\"$new\\"" EXIT
          trap "exit 1" HUP INT PIPE TERM
          head -c "$size" | tar -xzf - -C "$new" || { say "no-room $cache"; exit 1; }
          [ -n "$java" ] || { mv "$new/java" "$runtime" && java=$runtime/bin/java; }
          [ -x "$home/launch" ] || mv "$new/agent" "$home"
          rm -rf "$new"
          trap - EXIT
          { [ -x "$home/launch" ] && [ -n "$java" ]; } || { say "no-cache $cache"; exit 1; }
        fi
        touch "$home"; [ "$java" != "$runtime/bin/java" ] || touch "$runtime"
        find "$cache" -maxdepth 1 \\( -name "agent-*" -o -name "new.*" \\) -mtime +30 -exec rm -rf {} +
        missing=$(ldd "$home/libprobewright-agent.so" 2>&1 | sed -n "s/^[[:space:]]*\\([^ ]*\\) => not found.*/\\1/p" | head -n 1)
        [ -z "$missing" ] || { say "no-library $missing"; exit 1; }
        java=$(readlink -f "$java")
        if [ "$(id -u)" = 0 ]; then say start; exec "$home/launch" --java "$java"; fi
        sudo -n true 2>/dev/null || { say "no-rights $(id -un)"; exit 1; }
        say start
        exec sudo -n "$home/launch" --java "$java"
        """
        .replace("HASH", bundle.hash())
        .replace("KEY", runtime.key());
  }

  /**
   * Talks with the shell until the agent has taken its place; then the streams are the wire.
   *
   * @throws ProblemException when it cannot be started there, saying why
   */
  void start(AgentProcess process, String host) throws ProblemException {
    try {
      while (true) {
        String word = word(process.in());
        List<String> parts = Arrays.asList(word.split(" ", -1));
        String detail = word.substring(Math.min(word.length(), parts.get(0).length() + 1));
        switch (parts.get(0)) {
          case "start" -> {
            return;
          }
          case "need" -> {
            sameMachine(host, parts.size() > 1 ? parts.get(1) : "");
            send(process.out(), parts.contains("agent"), parts.contains("java"));
          }
          case "no-cache" -> throw problem("target.ssh-no-cache", host, detail);
          case "no-room" -> throw problem("target.ssh-no-room", host, detail);
          case "no-library" -> throw problem("target.ssh-no-library", host, detail);
          case "no-rights" -> throw problem("target.ssh-no-rights", host, detail);
          default ->
              throw new ProblemException(
                  SshProblems.of(host, (word + "\n" + process.lastWords()).strip()));
        }
      }
    } catch (ProblemException known) {
      throw known;
    } catch (IOException e) {
      throw new ProblemException(SshProblems.of(host, process.lastWords()), e);
    }
  }

  private static ProblemException problem(String code, Object... arguments) {
    return new ProblemException(Problem.error(Stage.LOAD, code, arguments));
  }

  /** The agent has native parts, and those that are here are for this processor. */
  private static void sameMachine(String host, String theirs) throws ProblemException {
    String ours =
        System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");
    if (!ours.equals(theirs)) {
      throw problem("target.ssh-machine", host, theirs, ours);
    }
  }

  /** The next line that is meant for us; byte by byte, for what follows is the agent's. */
  private static String word(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b != '\n') {
        if (line.size() < LONGEST_LINE) {
          line.write(b);
        }
        continue;
      }
      String text = line.toString(StandardCharsets.UTF_8);
      if (text.startsWith(WORD)) {
        return text.substring(WORD.length()).strip();
      }
      line.reset();
    }
    return "";
  }

  /** An archive with the folders {@code agent} and {@code java}, behind its size. */
  private void send(OutputStream out, boolean agent, boolean java)
      throws IOException, ProblemException {
    Path archive = Files.createTempFile("probewright-agent", ".tar");
    try {
      List<String> command =
          new ArrayList<>(List.of("tar", "--owner=0", "--group=0", "-czf", archive.toString()));
      if (agent) {
        command.addAll(renamed(bundle.folder(), "agent"));
      }
      if (java) {
        command.addAll(renamed(runtime.folder(), "java"));
      }
      run(command);
      out.write((Files.size(archive) + "\n").getBytes(StandardCharsets.US_ASCII));
      Files.copy(archive, out);
      out.flush();
    } finally {
      Files.delete(archive);
    }
  }

  private static List<String> renamed(Path folder, String name) {
    Path whole = folder.toAbsolutePath().normalize();
    String own = String.valueOf(whole.getFileName());
    return List.of(
        "--transform=s,^" + own.replaceAll("[^A-Za-z0-9]", ".") + "\\(/\\|$\\)," + name + "/,S",
        "-C",
        String.valueOf(whole.getParent()),
        own);
  }

  private static void run(List<String> command) throws IOException, ProblemException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream said = process.getInputStream()) {
      String words = new String(said.readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new ProblemException(
            Problem.error(Stage.LOAD, "target.no-program", command.get(0)).withRaw(words));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(Problem.error(Stage.LOAD, "agent.interrupted"), e);
    }
  }
}
