package probewright.target;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tukaani.xz.XZInputStream;

/**
 * The names that a stripped file keeps packed away in {@code .gnu_debugdata}: an ELF file of
 * nothing but a symbol table, packed by xz. Source: GDB's manual, "MiniDebugInfo"; elf(5). The file
 * is anybody's, so no size of it is believed. Unpacked here, since the agent is to stay small.
 */
final class PackedNames {
  private static final int MOST = 64 << 20;
  private static final int MOST_MEMORY_KIB = 128 << 10;
  private static final int SECTION = 64;
  private static final int SYMBOL = 24;
  private static final int SYMBOL_TABLE = 2;
  private static final int FUNCTION = 2;
  private static final int CHOSEN = 10;

  private record Part(long offset, long address, long size) {}

  private PackedNames() {}

  /**
   * The lines that {@code symbols} has for other files.
   *
   * @param told what the agent tells as {@code packed}
   * @throws IOException when it is not what it should be
   */
  static List<String> lines(byte[] told) throws IOException {
    int at = 0;
    List<Part> parts = new ArrayList<>();
    while (at < told.length && told[at] != '\n') {
      int end = at;
      while (end < told.length && told[end] != '\n') {
        end++;
      }
      String[] words = new String(told, at, end - at, StandardCharsets.US_ASCII).split(" ", -1);
      parts.add(new Part(hex(words[0]), hex(words[1]), hex(words[2])));
      at = end + 1;
    }
    if (at >= told.length) {
      return List.of();
    }
    InputStream packed = new ByteArrayInputStream(told, at + 1, told.length - at - 1);
    try (XZInputStream unpacked = new XZInputStream(packed, MOST_MEMORY_KIB)) {
      return symbols(ByteBuffer.wrap(unpacked.readNBytes(MOST)), parts);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IOException("cut short", e);
    }
  }

  private static long hex(String digits) {
    return Long.parseUnsignedLong(digits, 16);
  }

  private static List<String> symbols(ByteBuffer elf, List<Part> parts) {
    List<String> lines = new ArrayList<>();
    elf.order(ByteOrder.LITTLE_ENDIAN);
    int sections = place(elf, elf.getLong(40));
    int count = Short.toUnsignedInt(elf.getShort(60));
    for (int i = 0; i < count; i++) {
      int header = sections + i * SECTION;
      if (elf.getInt(header + 4) == SYMBOL_TABLE) {
        int names = sections + elf.getInt(header + 40) * SECTION;
        add(elf, header, place(elf, elf.getLong(names + 24)), parts, lines);
      }
    }
    return lines;
  }

  private static void add(
      ByteBuffer elf, int header, int names, List<Part> parts, List<String> lines) {
    int at = place(elf, elf.getLong(header + 24));
    int end = place(elf, at + elf.getLong(header + 32));
    for (; at + SYMBOL <= end; at += SYMBOL) {
      int type = elf.get(at + 4) & 0xf;
      long offset = offset(elf.getLong(at + 8), parts);
      if ((type == FUNCTION || type == CHOSEN) && elf.getShort(at + 6) != 0 && offset >= 0) {
        lines.add(
            Long.toHexString(offset)
                + " "
                + Long.toHexString(elf.getLong(at + 16))
                + (type == FUNCTION ? " f " : " i ")
                + string(elf, names + elf.getInt(at)));
      }
    }
  }

  private static int place(ByteBuffer elf, long offset) {
    if (offset < 0 || offset > elf.limit()) {
      throw new IllegalArgumentException("offset " + offset);
    }
    return (int) offset;
  }

  private static long offset(long address, List<Part> parts) {
    return parts.stream()
        .filter(part -> address >= part.address && address - part.address < part.size)
        .mapToLong(part -> part.offset + address - part.address)
        .findFirst()
        .orElse(-1);
  }

  private static String string(ByteBuffer elf, int at) {
    int end = at;
    while (elf.get(end) != 0) {
      end++;
    }
    byte[] word = new byte[end - at];
    elf.get(at, word);
    return new String(word, StandardCharsets.UTF_8);
  }
}
