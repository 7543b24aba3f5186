package probewright.agent.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The functions that a file's symbol tables name, as lines. */
final class ElfSymbols {
  private static final int SYMBOL = 24;
  private static final int STT_FUNC = 2;
  private static final int STT_GNU_IFUNC = 10;
  private static final int VERSION_INDEX = 0x7fff;
  private static final int HIDDEN = 0x8000;
  private static final int VERDEF = 20;
  private static final int MOST_VERSIONS = 4096;
  private static final int MOST_LINES_BYTES = 24 << 20;

  private final Elf elf;
  private final Optional<String> only;
  private final Set<String> told = new HashSet<>();
  private final StringBuilder lines = new StringBuilder();

  private ElfSymbols(Elf elf, Optional<String> only) {
    this.elf = elf;
    this.only = only;
  }

  /**
   * A line for each: {@code OFFSET SIZE KIND NAME}, in hexadecimal. The offset is the file's, the
   * kind {@code f}, or {@code i} for one whose implementation is chosen when it is linked (its
   * offset is then that of what chooses). A version follows as {@code NAME@@VERSION}, of versions
   * that are not the default one {@code NAME@VERSION}. What is cut off beyond 24 MiB is the end. A
   * first line {@code stripped} says that the file has only the names that it exports.
   *
   * @param debug the file that the names went to when this one was stripped
   * @param only the one name that is asked for
   */
  static byte[] lines(Elf elf, Optional<Elf> debug, Optional<String> only) throws IOException {
    ElfSymbols symbols = new ElfSymbols(elf, only);
    if (only.isEmpty()
        && elf.section(Elf.SHT_SYMTAB).isEmpty()
        && debug.flatMap(names -> names.section(Elf.SHT_SYMTAB)).isEmpty()) {
      symbols.lines.append("stripped\n");
    }
    symbols.add(elf, Elf.SHT_DYNSYM, symbols.versions());
    symbols.add(elf, Elf.SHT_SYMTAB, Map.of());
    if (debug.isPresent()) {
      symbols.add(debug.get(), Elf.SHT_SYMTAB, Map.of());
    }
    return symbols.lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void add(Elf from, int type, Map<Integer, String> versions) throws IOException {
    Optional<Elf.Section> table = from.section(type);
    if (table.isEmpty()) {
      return;
    }
    ByteBuffer symbols = from.read(table.get());
    ByteBuffer names = from.read(from.linked(table.get()));
    ByteBuffer indexes =
        versions.isEmpty()
            ? ByteBuffer.allocate(0)
            : from.read(from.section(Elf.SHT_GNU_VERSYM).orElseThrow());
    for (int at = 0; at + SYMBOL <= symbols.limit(); at += SYMBOL) {
      int kind = symbols.get(at + 4) & 0xf;
      if ((kind != STT_FUNC && kind != STT_GNU_IFUNC) || symbols.getShort(at + 6) == 0) {
        continue;
      }
      String name = Elf.string(names, Integer.toUnsignedLong(symbols.getInt(at)));
      int index = at / SYMBOL * 2;
      boolean versioned = index + 2 <= indexes.limit();
      String full = versioned ? name + version(indexes.getShort(index), versions) : name;
      // a symbol table spells versions out where the file was not stripped
      if (only.isEmpty() || full.equals(only.get()) || bare(full).equals(only.get())) {
        tell(symbols.getLong(at + 8), symbols.getLong(at + 16), kind, full);
      }
    }
  }

  private static String bare(String name) {
    int at = name.indexOf('@');
    return at < 0 ? name : name.substring(0, at);
  }

  private static String version(short raw, Map<Integer, String> versions) {
    int index = Short.toUnsignedInt(raw);
    String name = versions.get(index & VERSION_INDEX);
    if (name == null) {
      return "";
    }
    return ((index & HIDDEN) == 0 ? "@@" : "@") + name;
  }

  private void tell(long address, long size, int kind, String name) {
    long offset = elf.offset(address);
    if (offset < 0 || name.isEmpty() || lines.length() > MOST_LINES_BYTES) {
      return;
    }
    String line =
        Long.toHexString(offset)
            + " "
            + Long.toHexString(size)
            + (kind == STT_FUNC ? " f " : " i ")
            + name
            + "\n";
    // most of the dynamic table stands in the other one too
    if (told.add(bare(name) + " " + offset)) {
      lines.append(line);
    }
  }

  /** The versions that the file itself defines, by their index. */
  private Map<Integer, String> versions() throws IOException {
    Map<Integer, String> versions = new HashMap<>();
    Optional<Elf.Section> definitions = elf.section(Elf.SHT_GNU_VERDEF);
    if (definitions.isEmpty() || elf.section(Elf.SHT_GNU_VERSYM).isEmpty()) {
      return versions;
    }
    ByteBuffer table = elf.read(definitions.get());
    ByteBuffer names = elf.read(elf.linked(definitions.get()));
    long at = 0;
    for (int i = 0; i < MOST_VERSIONS && at >= 0 && at + VERDEF <= table.limit(); i++) {
      int here = (int) at;
      boolean base = (table.getShort(here + 2) & 1) != 0;
      long name = at + Integer.toUnsignedLong(table.getInt(here + 12));
      if (!base && name + 4 <= table.limit()) {
        versions.put(
            (int) table.getShort(here + 4),
            Elf.string(names, Integer.toUnsignedLong(table.getInt((int) name))));
      }
      int next = table.getInt(here + 16);
      at = next == 0 ? -1 : at + Integer.toUnsignedLong(next);
    }
    return versions;
  }
}
