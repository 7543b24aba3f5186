package probewright.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import probewright.diagnostics.ProblemException;

/** As much of a 64-bit ELF file as BPF objects need: sections, symbols, relocations. */
final class Elf {
  private static final int HEADER = 64;
  private static final int SYMBOL = 24;
  private static final int RELOCATION = 16;
  private static final int SYMBOLS = 2;
  private static final int RELOCATIONS = 9;

  /** A symbol; {@code section} is the index of its section, {@code type} as in {@code STT_*}. */
  record Symbol(String name, int type, int section, long value, long size) {
    static final int FUNCTION = 2;
  }

  /** The place of a section that refers to a symbol. */
  record Relocation(long offset, Symbol symbol) {}

  private final ByteBuffer data;
  private final int sections;
  private final int entry;
  private final int count;
  private final int names;

  /**
   * @throws ProblemException {@code btf.malformed}
   */
  Elf(byte[] elf) throws ProblemException {
    if (elf.length < HEADER || elf[0] != 0x7f || elf[1] != 'E' || elf[2] != 'L' || elf[3] != 'F') {
      throw BtfSection.malformed("ELF header");
    }
    if (elf[4] != 2) {
      throw BtfSection.malformed("ELF class");
    }
    data = ByteBuffer.wrap(elf).order(elf[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    long start = data.getLong(40);
    entry = data.getShort(58) & 0xffff;
    count = data.getShort(60) & 0xffff;
    names = data.getShort(62) & 0xffff;
    if (entry < 64 || start < 0 || start > elf.length - (long) entry * count || names >= count) {
      throw BtfSection.malformed("ELF section table");
    }
    sections = (int) start;
  }

  /** The content of the first section of a name. */
  Optional<ByteBuffer> section(String wanted) throws ProblemException {
    for (int i = 0; i < count; i++) {
      if (name(i).equals(wanted)) {
        return Optional.of(content(i));
      }
    }
    return Optional.empty();
  }

  int sections() {
    return count;
  }

  /** The name of a section, empty when it has none. */
  String name(int section) throws ProblemException {
    ByteBuffer table = content(names);
    int at = data.getInt(header(section));
    return at >= 0 && at < table.limit() ? text(table, at) : "";
  }

  ByteBuffer content(int section) throws ProblemException {
    long start = data.getLong(header(section) + 24);
    long length = data.getLong(header(section) + 32);
    long whole = data.limit();
    if (start < 0 || length < 0 || start > whole || length > whole - start) {
      throw BtfSection.malformed("ELF section");
    }
    return data.slice((int) start, (int) length).order(data.order());
  }

  /** The symbols of the object's one table. */
  List<Symbol> symbols() throws ProblemException {
    List<Symbol> found = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      if (data.getInt(header(i) + 4) == SYMBOLS) {
        ByteBuffer table = content(i);
        ByteBuffer strings = content(within(data.getInt(header(i) + 40)));
        for (int at = 0; at + SYMBOL <= table.limit(); at += SYMBOL) {
          found.add(
              new Symbol(
                  text(strings, table.getInt(at)),
                  table.get(at + 4) & 0xf,
                  table.getShort(at + 6) & 0xffff,
                  table.getLong(at + 8),
                  table.getLong(at + 16)));
        }
      }
    }
    return found;
  }

  /** What a section refers to. */
  List<Relocation> relocations(int section, List<Symbol> symbols) throws ProblemException {
    List<Relocation> found = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      int header = header(i);
      if (data.getInt(header + 4) == RELOCATIONS && data.getInt(header + 44) == section) {
        ByteBuffer table = content(i);
        for (int at = 0; at + RELOCATION <= table.limit(); at += RELOCATION) {
          long symbol = table.getLong(at + 8) >>> 32;
          if (symbol < symbols.size()) {
            found.add(new Relocation(table.getLong(at), symbols.get((int) symbol)));
          }
        }
      }
    }
    return found;
  }

  /** The text at an offset of a table of strings. */
  static String text(ByteBuffer strings, int offset) throws ProblemException {
    int end = offset;
    while (end >= 0 && end < strings.limit() && strings.get(end) != 0) {
      end++;
    }
    if (offset < 0 || end >= strings.limit()) {
      throw BtfSection.malformed("ELF string");
    }
    byte[] bytes = new byte[end - offset];
    strings.get(offset, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private int within(int section) throws ProblemException {
    if (section < 0 || section >= count) {
      throw BtfSection.malformed("ELF section");
    }
    return section;
  }

  private int header(int section) {
    return sections + section * entry;
  }
}
