package probewright.target;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which line of the text each instruction of a BPF object comes from, by its {@code .BTF.ext}
 * (Documentation/bpf/btf.rst of the kernel). The lines are those of the {@code #line} directives,
 * thus the user's own.
 */
final class LineInfo {
  /** A line of a file, from 1. */
  record Line(String file, int line) {}

  private record Function(String section, long offset, long size) {}

  private static final int INSTRUCTION = 8;
  private static final int MAGIC = 0xeb9f;

  private final Map<String, Function> functions = new HashMap<>();
  private final Map<String, TreeMap<Integer, Line>> lines = new HashMap<>();

  private LineInfo() {}

  /** Reads an object; without line information there is none to be found, which is no error. */
  static LineInfo of(byte[] elf) {
    LineInfo info = new LineInfo();
    try {
      info.read(new Elf(elf));
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      // our own compiler made the object, so this is a bug of ours; the problem itself still shows
      System.getLogger(LineInfo.class.getName())
          .log(System.Logger.Level.WARNING, "line information cannot be read", e);
    }
    return info;
  }

  /** The line of an instruction, counted as the verifier does, from a program's first one. */
  Optional<Line> find(String program, int instruction) {
    Function function = functions.get(program);
    long offset = (long) instruction * INSTRUCTION;
    if (function == null || offset >= function.size) {
      return Optional.empty();
    }
    TreeMap<Integer, Line> section = lines.getOrDefault(function.section, new TreeMap<>());
    var entry = section.floorEntry((int) (function.offset + offset));
    return entry == null || entry.getKey() < function.offset
        ? Optional.empty()
        : Optional.of(entry.getValue());
  }

  private void read(Elf elf) {
    elf.functions(
        (name, section, offset, size) -> functions.put(name, new Function(section, offset, size)));
    Optional<ByteBuffer> btf = elf.section(".BTF");
    Optional<ByteBuffer> extension = elf.section(".BTF.ext");
    if (btf.isEmpty() || extension.isEmpty()) {
      return;
    }
    ByteBuffer types = btf.get();
    int strings = types.getInt(4) + types.getInt(16);
    ByteBuffer ext = extension.get();
    if ((ext.getShort(0) & 0xffff) != MAGIC) {
      return;
    }
    int start = ext.getInt(4) + ext.getInt(16);
    int end = start + ext.getInt(20);
    int record = ext.getInt(start);
    int at = start + 4;
    while (at < end) {
      String section = text(types, strings + ext.getInt(at));
      int count = ext.getInt(at + 4);
      at += 8;
      for (int i = 0; i < count; i++, at += record) {
        String file = text(types, strings + ext.getInt(at + 4));
        int line = ext.getInt(at + 12) >>> 10;
        if (line > 0) {
          // line 0 is the compiler's own doing; the line before stands for it
          lines
              .computeIfAbsent(section, none -> new TreeMap<>())
              .put(ext.getInt(at), new Line(file, line));
        }
      }
    }
  }

  private static String text(ByteBuffer strings, int offset) {
    int end = offset;
    while (strings.get(end) != 0) {
      end++;
    }
    byte[] bytes = new byte[end - offset];
    strings.get(offset, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** As much of a 64-bit ELF file as is needed here. */
  private static final class Elf {
    private static final int SYMBOL = 24;
    private static final int FUNCTION = 2;

    private final ByteBuffer data;
    private final int sections;
    private final int count;
    private final int names;

    interface Visitor {
      void function(String name, String section, long offset, long size);
    }

    Elf(byte[] elf) {
      data =
          ByteBuffer.wrap(elf).order(elf[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
      sections = Math.toIntExact(data.getLong(40));
      count = data.getShort(60) & 0xffff;
      names = data.getShort(62) & 0xffff;
    }

    private int header(int index) {
      return sections + index * 64;
    }

    private ByteBuffer content(int index) {
      int start = Math.toIntExact(data.getLong(header(index) + 24));
      int size = Math.toIntExact(data.getLong(header(index) + 32));
      return data.slice(start, size).order(data.order());
    }

    private String name(int index) {
      return text(content(names), data.getInt(header(index)));
    }

    Optional<ByteBuffer> section(String wanted) {
      for (int i = 1; i < count; i++) {
        if (name(i).equals(wanted)) {
          return Optional.of(content(i));
        }
      }
      return Optional.empty();
    }

    void functions(Visitor visitor) {
      for (int i = 1; i < count; i++) {
        if (data.getInt(header(i) + 4) != 2) {
          continue;
        }
        ByteBuffer symbols = content(i);
        ByteBuffer strings = content(data.getInt(header(i) + 40));
        for (int at = 0; at + SYMBOL <= symbols.limit(); at += SYMBOL) {
          int section = symbols.getShort(at + 6) & 0xffff;
          if ((symbols.get(at + 4) & 0xf) == FUNCTION && section > 0 && section < count) {
            visitor.function(
                text(strings, symbols.getInt(at)),
                name(section),
                symbols.getLong(at + 8),
                symbols.getLong(at + 16));
          }
        }
      }
    }
  }
}
