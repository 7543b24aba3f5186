package probewright.compiler;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes the debug sections out of a BPF object: they are larger than the program, nothing reads
 * them, and they would go over the wire. A child process for it would cost as much as a third of
 * the compiler. What clang writes is trusted to be a 64-bit ELF file.
 *
 * <p>The emptied sections keep their places in the section table, so that no index changes. Source:
 * the System V ABI, "Object Files".
 */
final class DebugSections {
  private static final int HEADER = 64;
  private static final int UNUSED = 0; // SHT_NULL
  private static final int WITHOUT_CONTENT = 8; // SHT_NOBITS

  private DebugSections() {}

  static byte[] drop(byte[] elf) {
    ByteBuffer from = order(elf, elf);
    int table = (int) from.getLong(40);
    int entry = from.getShort(58);
    int count = from.getShort(60);
    int names = (int) from.getLong(table + from.getShort(62) * entry + 24);
    byte[] less = new byte[elf.length + HEADER];
    ByteBuffer to = order(elf, less);
    to.put(elf, 0, HEADER);
    byte[] headers = new byte[count * entry];
    from.get(table, headers);
    ByteBuffer heads = order(elf, headers);
    for (int at = 0; at < headers.length; at += entry) {
      int type = heads.getInt(at + 4);
      int start = (int) heads.getLong(at + 24);
      int size = (int) heads.getLong(at + 32);
      if (isDebug(elf, names + heads.getInt(at))) {
        heads.putInt(at + 4, UNUSED).putLong(at + 24, 0).putLong(at + 32, 0);
      } else if (type != UNUSED && type != WITHOUT_CONTENT) {
        align(to, heads.getLong(at + 48));
        heads.putLong(at + 24, to.position());
        to.put(elf, start, size);
      }
    }
    align(to, Long.BYTES);
    to.putLong(40, to.position()).put(headers);
    return Arrays.copyOf(less, to.position());
  }

  private static ByteBuffer order(byte[] elf, byte[] bytes) {
    return ByteBuffer.wrap(bytes)
        .order(elf[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  private static void align(ByteBuffer to, long alignment) {
    int unit = (int) Math.max(1, alignment);
    to.position((to.position() + unit - 1) / unit * unit);
  }

  private static boolean isDebug(byte[] elf, int name) {
    String start =
        new String(elf, name, Math.min(12, elf.length - name), StandardCharsets.US_ASCII);
    return start.startsWith(".debug_") || start.startsWith(".rel.debug_");
  }
}
