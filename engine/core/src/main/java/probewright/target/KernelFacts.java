package probewright.target;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;
import probewright.agent.wire.MalformedFrameException;
import probewright.agent.wire.Protocol;
import probewright.btf.Btf;
import probewright.btf.Kernel;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;

/**
 * What is known of the target's kernel. Its BTF, 4 to 6 MB, is fetched once and then taken from the
 * user's cache, whose file goes by release and build and is believed only if its size is the
 * kernel's and its SHA-256 the one that was noted when it was fetched.
 */
final class KernelFacts {
  private final AgentClient client;
  private final Path cache;

  KernelFacts(AgentClient client, Path cache) {
    this.client = client;
    this.cache = cache;
  }

  Kernel read() throws ProblemException {
    try {
      Body facts = client.request(Protocol.KERNEL, Body.with().done(), AgentFiles.PATIENCE);
      String release = facts.text("release");
      long size = facts.number("btfSize");
      if (size == 0) {
        throw new ProblemException(Problem.error(Stage.LOAD, "load.no-btf", release));
      }
      String build = facts.text("version");
      byte[] btf = btf(release, build, size);
      return new Kernel(
          release, facts.text("machine"), Btf.parse(btf), new AgentKernelFiles(client, build));
    } catch (AgentException e) {
      throw new ProblemException(AgentFiles.refused(Stage.LOAD, e), e);
    } catch (MalformedFrameException e) {
      throw AgentFiles.malformed(e);
    }
  }

  private byte[] btf(String release, String version, long size)
      throws AgentException, ProblemException {
    String key = sha256((release + "\n" + version).getBytes(StandardCharsets.UTF_8));
    Path file = cache.resolve("btf-" + key.substring(0, 32));
    Path sum = cache.resolve(file.getFileName() + ".sha256");
    Optional<byte[]> cached = cached(file, sum, size);
    if (cached.isPresent()) {
      return cached.get();
    }
    byte[] fetched = new AgentFiles(client).read("btf");
    try {
      Files.createDirectories(cache);
      write(file, fetched);
      write(sum, sha256(fetched).getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // a full or read-only disk costs the next run a second, this one nothing
      System.getLogger(KernelFacts.class.getName())
          .log(System.Logger.Level.WARNING, "BTF is not cached", e);
    }
    return fetched;
  }

  private static Optional<byte[]> cached(Path file, Path sum, long size) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      boolean good = bytes.length == size && Files.readString(sum).equals(sha256(bytes));
      return good ? Optional.of(bytes) : Optional.empty();
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException e) {
      System.getLogger(KernelFacts.class.getName())
          .log(System.Logger.Level.WARNING, "the BTF cache cannot be read", e);
      return Optional.empty();
    }
  }

  /** Whole or not at all, also for another process that reads it now. */
  private void write(Path file, byte[] bytes) throws IOException {
    Path unfinished = Files.createTempFile(cache, "btf", ".part");
    try {
      Files.write(unfinished, bytes);
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
