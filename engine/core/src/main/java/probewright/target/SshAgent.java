package probewright.target;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

  private final Path bundle;
  private final JavaToSend runtime;

  /** What there is to send when the other machine has no Java. */
  interface JavaToSend {
    /**
     * A folder with {@code bin/java} for machines of this one's kind, made when it is not there.
     *
     * @throws ProblemException when none can be made here
     */
    Path folder() throws ProblemException;
  }

  SshAgent(Path bundle, JavaToSend runtime) {
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
    // "--" so that no host can be an option; quoting for whatever login shell is there
    return List.of(ssh, "-T", "--", host, "exec sh -c '" + script(hash()) + "'");
  }

  /** The lines that run on the other machine; without single quotes, in which they are sent. */
  static String script(String hash) {
    return """
        set -u; umask 077; say() { printf "probewright: %s\\n" "$1"; }
        cache=${XDG_CACHE_HOME:-$HOME/.cache}/probewright
        home=$cache/agent-HASH
        mkdir -p "$cache" 2>/dev/null && [ -w "$cache" ] || { say "no-cache $cache"; exit 1; }
        java=$(command -v java || :)
        case $("${java:-false}" -version 2>&1 | sed -n "s/.*version \\"\\([0-9]*\\).*/\\1/p") in
          1[7-9]|[2-9][0-9]) ;;
          *) java= ;;
        esac
        [ -x "$home/jre/bin/java" ] && java=$home/jre/bin/java
        if [ -z "$java" ]; then say "need-all $(uname -m)"
        elif [ ! -e "$home/whole" ]; then say "need-agent $(uname -m)"
        else say have; fi
        if [ -z "$java" ] || [ ! -e "$home/whole" ]; then
          read -r size
          new=$(mktemp -d "$cache/new.XXXXXX") || { say "no-cache $cache"; exit 1; }
          trap "rm -rf \\"$new\\"" EXIT
          head -c "$size" | tar -xf - -C "$new" && : >"$new/whole" || { say "no-room $cache"; exit 1; }
          rm -rf "$home"; mv "$new" "$home" || { say "no-cache $cache"; exit 1; }
          trap - EXIT
          [ -x "$home/jre/bin/java" ] && java=$home/jre/bin/java
        fi
        missing=$(ldd "$home/libprobewright-agent.so" 2>&1 | sed -n "s/^[[:space:]]*\\([^ ]*\\) => not found.*/\\1/p" | head -n 1)
        [ -z "$missing" ] || { say "no-library $missing"; exit 1; }
        java=$(readlink -f "$java")
        if [ "$(id -u)" = 0 ]; then say start; exec "$home/launch" --java "$java"; fi
        sudo -n true 2>/dev/null || { say "no-rights $(id -un)"; exit 1; }
        say start
        exec sudo -n "$home/launch" --java "$java"
        """
        .replace("HASH", hash);
  }

  /** By what the bundle consists of, so that another version is another folder there. */
  private String hash() throws ProblemException {
    try {
      List<Path> files = files();
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : files) {
        digest.update((file.getFileName() + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (IOException e) {
      throw new ProblemException(
          Problem.error(Stage.LOAD, "target.no-agent", bundle).withRaw(e.toString()), e);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(bundle)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
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
        String[] parts = word.split(" ", 2);
        String detail = parts.length > 1 ? parts[1] : "";
        switch (parts[0]) {
          case "have" -> {}
          case "start" -> {
            return;
          }
          case "need-all" -> {
            sameMachine(host, detail);
            send(process.out(), runtime.folder());
          }
          case "need-agent" -> {
            sameMachine(host, detail);
            send(process.out(), null);
          }
          case "no-cache" ->
              throw new ProblemException(
                  Problem.error(Stage.LOAD, "target.ssh-no-cache", host, detail));
          case "no-room" ->
              throw new ProblemException(
                  Problem.error(Stage.LOAD, "target.ssh-no-room", host, detail));
          case "no-library" ->
              throw new ProblemException(
                  Problem.error(Stage.LOAD, "target.ssh-no-library", host, detail));
          case "no-rights" ->
              throw new ProblemException(
                  Problem.error(Stage.LOAD, "target.ssh-no-rights", host, detail));
          default ->
              throw new ProblemException(
                  Problem.error(Stage.LOAD, "target.ssh-failed", host)
                      .withRaw((word + "\n" + process.lastWords()).strip()));
        }
      }
    } catch (ProblemException known) {
      throw known;
    } catch (IOException e) {
      throw new ProblemException(
          Problem.error(Stage.LOAD, "target.ssh-failed", host).withRaw(process.lastWords()), e);
    }
  }

  /** The agent has native parts, and those that are here are for this processor. */
  private static void sameMachine(String host, String theirs) throws ProblemException {
    String ours =
        System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");
    if (!ours.equals(theirs)) {
      throw new ProblemException(
          Problem.error(Stage.LOAD, "target.ssh-machine", host, theirs, ours));
    }
  }

  /** The next line that is meant for us; byte by byte, for what follows is the agent's. */
  private static String word(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b != '\n') {
        line.write(b);
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

  private void send(OutputStream out, @Nullable Path jre) throws IOException, ProblemException {
    List<String> command =
        new ArrayList<>(
            List.of("tar", "--owner=0", "--group=0", "-cf", "-", "-C", bundle.toString(), "."));
    if (jre != null) {
      String parent = String.valueOf(jre.getParent());
      command.addAll(
          List.of(
              "--transform=s,^" + jre.getFileName() + ",jre,S",
              "-C",
              parent,
              String.valueOf(jre.getFileName())));
    }
    Path archive = Files.createTempFile("probewright-agent", ".tar");
    try {
      command.set(command.indexOf("-"), archive.toString());
      run(command);
      out.write((Files.size(archive) + "\n").getBytes(StandardCharsets.US_ASCII));
      Files.copy(archive, out);
      out.flush();
    } finally {
      Files.delete(archive);
    }
  }

  private static void run(List<String> command) throws IOException, ProblemException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream said = process.getInputStream()) {
      String words = new String(said.readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new ProblemException(
            Problem.error(Stage.LOAD, "target.no-program", command.get(0).toLowerCase(Locale.ROOT))
                .withRaw(words));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(Problem.error(Stage.LOAD, "agent.interrupted"), e);
    }
  }
}
