package probewright.target.vm;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The guest's first file system: that of set-up, with the agent's files after it in an archive of
 * their own. So a new agent costs no new image. Source: the kernel's
 * Documentation/driver-api/early-userspace/buffer-format.rst.
 */
final class Initrd {
  private static final int FOLDER = 0040755;
  private static final int FILE = 0100755;

  private Initrd() {}

  static void write(Path base, Optional<Path> agent, Path to) throws IOException {
    try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(to))) {
      Files.copy(base, output);
      if (agent.isPresent()) {
        archive(agent.get(), output);
      }
    }
  }

  /** The agent's part of a snapshot's key. */
  static void digest(Path agent, MessageDigest digest) throws IOException {
    archive(
        agent,
        new OutputStream() {
          @Override
          public void write(int b) {
            digest.update((byte) b);
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            digest.update(bytes, from, length);
          }
        });
  }

  private static void archive(Path agent, OutputStream output) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(agent)) {
      files = all.sorted().toList();
    }
    for (Path file : files) {
      String name = "agent/" + agent.relativize(file);
      boolean folder = Files.isDirectory(file);
      entry(
          folder && file.equals(agent) ? "agent" : name,
          folder ? FOLDER : FILE,
          folder ? new byte[0] : Files.readAllBytes(file),
          output);
    }
    entry("TRAILER!!!", 0, new byte[0], output);
  }

  private static void entry(String name, int mode, byte[] content, OutputStream output)
      throws IOException {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    String head =
        String.format(
            Locale.ROOT,
            "070701%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x",
            0, // inode: nothing is linked
            mode,
            0, // of root
            0,
            1,
            0, // no time, so that equal files make an equal archive
            content.length,
            0,
            0,
            0,
            0,
            bytes.length + 1,
            0);
    output.write(head.getBytes(StandardCharsets.US_ASCII));
    output.write(bytes);
    pad(head.length() + bytes.length, 1, output);
    output.write(content);
    pad(content.length, 0, output);
  }

  /** At least so many zeros, and on to a multiple of four. */
  private static void pad(int size, int least, OutputStream output) throws IOException {
    output.write(new byte[least + Math.floorMod(-(size + least), 4)]);
  }
}
