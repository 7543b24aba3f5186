package probewright.target;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;

/**
 * The agent as it is carried to a target: its launcher, its library and its jars, in one folder, as
 * the build of {@code engine/agent} leaves them.
 */
public record AgentBundle(Path folder) {
  /** What each of these is the beginning of must be there. */
  private static final List<String> PARTS =
      List.of(
          "launch",
          "libprobewright-agent.so",
          "probewright-agent-",
          "jackson-core-",
          "jackson-dataformat-cbor-");

  /**
   * Looks whether it is whole: a build that has only compiled leaves it without its jars, and an
   * agent that cannot start is heard of late.
   *
   * @throws ProblemException {@code target.no-agent} with the part that is missing
   */
  public void check() throws ProblemException {
    List<String> names = files().stream().map(file -> file.getFileName().toString()).toList();
    for (String part : PARTS) {
      if (names.stream().noneMatch(name -> name.startsWith(part))) {
        throw missing(part.endsWith("-") ? part + "*.jar" : part);
      }
    }
  }

  /** By what it consists of, so that another version is another folder on another machine. */
  String hash() throws ProblemException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : files()) {
        digest.update((file.getFileName() + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (IOException e) {
      throw new ProblemException(missing("").problem().withRaw(e.toString()), e);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private List<Path> files() throws ProblemException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new ProblemException(missing(PARTS.get(0)).problem().withRaw(e.toString()), e);
    }
  }

  private ProblemException missing(String part) {
    return new ProblemException(Problem.error(Stage.LOAD, "target.no-agent", folder, part));
  }
}
