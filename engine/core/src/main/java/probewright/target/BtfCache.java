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

/**
 * Kernels' BTF in the user's cache, 4 to 6 MB each. A file goes by the kernel's release and build
 * and is believed only if its SHA-256 is the one that was noted when it was fetched. Nothing here
 * fails: a disk that is full or spoilt costs a fetch.
 */
final class BtfCache {
  private final Path folder;

  BtfCache(Path folder) {
    this.folder = folder;
  }

  Optional<byte[]> get(String release, String build) {
    try {
      byte[] bytes = Files.readAllBytes(file(release, build));
      return Files.readString(sum(release, build)).equals(sha256(bytes))
          ? Optional.of(bytes)
          : Optional.empty();
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException e) {
      warn("the BTF cache cannot be read", e);
      return Optional.empty();
    }
  }

  void put(String release, String build, byte[] bytes) {
    try {
      write(file(release, build), bytes);
      write(sum(release, build), sha256(bytes).getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      warn("BTF is not cached", e);
    }
  }

  private Path file(String release, String build) {
    return folder.resolve("btf-" + name(release + "\n" + build));
  }

  private Path sum(String release, String build) {
    return folder.resolve(file(release, build).getFileName() + ".sha256");
  }

  /** A name for a file about something. */
  static String name(String something) {
    return sha256(something.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
  }

  /** Whole or not at all, also for another process that reads it now. */
  static void write(Path file, byte[] bytes) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path unfinished = Files.createTempFile(folder, "btf", ".part");
    try {
      Files.write(unfinished, bytes);
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  static void warn(String what, IOException e) {
    System.getLogger(BtfCache.class.getName()).log(System.Logger.Level.WARNING, what, e);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
