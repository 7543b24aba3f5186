package probewright.target;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;

/** A Java of the size of the agent's needs, linked once from the JDK that is here and kept. */
final class LinkedRuntime implements SshAgent.JavaToSend {
  private static final String MODULES = "java.base,jdk.unsupported";

  private final Path cache;
  private final Path jlink;

  LinkedRuntime(Path cache, Path java) {
    this.cache = cache;
    this.jlink = java.resolveSibling("jlink");
  }

  /** The same version of the same modules for the same machine is the same. */
  @Override
  public String key() {
    String parts = Runtime.version() + " " + MODULES + " " + System.getProperty("os.arch");
    return UUID.nameUUIDFromBytes(parts.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Takes some seconds the first time. */
  @Override
  public Path folder() throws ProblemException {
    Path made = cache.resolve("runtime-" + Runtime.version());
    if (Files.isExecutable(made.resolve("bin").resolve("java"))) {
      return made;
    }
    try {
      Files.createDirectories(cache);
      Path draft = Files.createTempDirectory(cache, "runtime-draft-");
      try {
        link(draft.resolve("jre"));
        Files.move(draft.resolve("jre"), made);
      } finally {
        delete(draft);
      }
      return made;
    } catch (IOException e) {
      if (e instanceof ProblemException known) {
        throw known;
      }
      throw new ProblemException(
          Problem.error(Stage.LOAD, "target.no-runtime").withRaw(e.toString()), e);
    }
  }

  private void link(Path into) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    jlink.toString(),
                    "--add-modules",
                    MODULES,
                    "--strip-java-debug-attributes",
                    "--no-header-files",
                    "--no-man-pages",
                    "--output",
                    into.toString()))
            .redirectErrorStream(true)
            .start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new ProblemException(Problem.error(Stage.LOAD, "target.no-runtime").withRaw(said));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(Problem.error(Stage.LOAD, "agent.interrupted"), e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
