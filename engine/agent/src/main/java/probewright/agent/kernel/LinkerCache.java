package probewright.agent.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the dynamic linker knows of libraries: {@code /etc/ld.so.cache}. Source: ld.so(8) and the
 * file itself, whose newer part begins with the words below.
 */
final class LinkerCache {
  private static final byte[] MAGIC = "glibc-ld.so.cache1.1".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 48;
  private static final int ENTRY = 24;
  private static final int MOST = 16 << 20;

  private LinkerCache() {}

  /** The paths of all libraries whose file name begins so, in the linker's order. */
  static List<String> find(Path cache, String start) throws IOException {
    List<String> found = new ArrayList<>();
    if (!Files.isRegularFile(cache) || Files.size(cache) > MOST) {
      return found;
    }
    byte[] bytes = Files.readAllBytes(cache);
    int base = indexOf(bytes);
    if (base < 0 || bytes.length < base + HEADER) {
      return found;
    }
    ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long count = Integer.toUnsignedLong(all.getInt(base + 20));
    for (long i = 0; i < count && base + HEADER + (i + 1) * ENTRY <= bytes.length; i++) {
      int at = (int) (base + HEADER + i * ENTRY);
      String name = Elf.string(all, base + Integer.toUnsignedLong(all.getInt(at + 4)));
      if (name.startsWith(start)) {
        found.add(Elf.string(all, base + Integer.toUnsignedLong(all.getInt(at + 8))));
      }
    }
    return found;
  }

  /** An older part may stand before it. */
  private static int indexOf(byte[] bytes) {
    for (int at = 0; at + MAGIC.length <= bytes.length; at += 4) {
      int same = 0;
      while (same < MAGIC.length && bytes[at + same] == MAGIC[same]) {
        same++;
      }
      if (same == MAGIC.length) {
        return at;
      }
    }
    return -1;
  }
}
