package probewright.agent.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Where the names went that were stripped off a file: another file, found by the build id of the
 * first or by the link in it. Source: GDB's manual, "Separate Debug Files".
 */
final class DebugFiles {
  private static final String DEBUG = "usr/lib/debug";
  private static final int NT_GNU_BUILD_ID = 3;
  private static final int MOST_ID_BYTES = 64;
  private static final long MOST_BYTES = 1L << 30;
  private static final int PIECE = 1 << 16;

  private final Path root;

  /**
   * @param root what the file's own path is below: {@code /}, or a process's root
   */
  DebugFiles(Path root) {
    this.root = root;
  }

  /**
   * The file with the names.
   *
   * @param path the file that was stripped, below the root
   */
  Optional<Path> find(Elf elf, Path path) throws IOException {
    Optional<Path> byId = byId(elf);
    return byId.isPresent() ? byId : byLink(elf, path);
  }

  private Optional<Path> byId(Elf elf) throws IOException {
    Optional<Elf.Section> section = elf.section(".note.gnu.build-id");
    if (section.isEmpty()) {
      return Optional.empty();
    }
    ByteBuffer note = elf.read(section.get());
    if (note.limit() < 16 || note.getInt(8) != NT_GNU_BUILD_ID) {
      return Optional.empty();
    }
    int from = 12 + (note.getInt(0) + 3 & ~3);
    int size = note.getInt(4);
    if (from < 16 || size < 2 || size > MOST_ID_BYTES || from > note.limit() - size) {
      return Optional.empty();
    }
    byte[] id = new byte[size];
    note.get(from, id);
    String words = HexFormat.of().formatHex(id);
    Path file =
        root.resolve(DEBUG)
            .resolve(".build-id")
            .resolve(words.substring(0, 2))
            .resolve(words.substring(2) + ".debug");
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  private Optional<Path> byLink(Elf elf, Path path) throws IOException {
    Optional<Elf.Section> section = elf.section(".gnu_debuglink");
    Path folder = path.getParent();
    if (section.isEmpty() || folder == null) {
      return Optional.empty();
    }
    ByteBuffer link = elf.read(section.get());
    String name = Elf.string(link, 0);
    int sum = name.length() / 4 * 4 + 4;
    if (name.isEmpty() || name.contains("/") || sum > link.limit() - 4) {
      return Optional.empty();
    }
    Path below = root.relativize(folder);
    List<Path> candidates =
        List.of(
            folder.resolve(name),
            folder.resolve(".debug").resolve(name),
            root.resolve(DEBUG).resolve(below).resolve(name));
    for (Path candidate : candidates) {
      if (Files.isRegularFile(candidate)
          && !candidate.equals(path)
          && checkSum(candidate) == link.order(ByteOrder.LITTLE_ENDIAN).getInt(sum)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** Of a file that is larger than any of the kind no sum is made. */
  private static int checkSum(Path file) throws IOException {
    CRC32 sum = new CRC32();
    if (Files.size(file) > MOST_BYTES) {
      return 0;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] piece = new byte[PIECE];
      for (int count = in.read(piece); count > 0; count = in.read(piece)) {
        sum.update(piece, 0, count);
      }
    }
    return (int) sum.getValue();
  }
}
