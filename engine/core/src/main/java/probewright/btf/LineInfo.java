package probewright.btf;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import probewright.diagnostics.ProblemException;

/**
 * Which line of the text each instruction of a BPF object comes from, by its {@code .BTF.ext}
 * (Documentation/bpf/btf.rst of the kernel). The lines are those of the {@code #line} directives,
 * the columns those of the text that was compiled.
 */
public final class LineInfo {
  /** A line of a file and a column in bytes, both from 1; a column of 0 is not known. */
  public record Line(String file, int line, int column) {}

  /** A function in the program that the kernel gets, from this instruction on. */
  public record Part(int start, String function) {}

  private record Function(String name, int section, long offset, long size) {}

  /** A function in the program that the kernel gets, from this instruction on. */
  private record Placed(int start, Function function) {}

  private static final int INSTRUCTION = 8;
  private static final int MAGIC = 0xeb9f;
  private static final byte CALL = (byte) 0x85;
  private static final byte LOAD = 0x18;
  private static final int OF_PROGRAM = 1;
  private static final int FUNCTION_ADDRESS = 4;

  private final Map<String, Function> functions = new HashMap<>();
  private final Map<Integer, TreeMap<Integer, Line>> lines = new HashMap<>();

  /** For each section, which function the instruction at an offset calls. */
  private final Map<Integer, TreeMap<Long, Function>> calls = new HashMap<>();

  private final Map<Integer, TreeSet<Long>> jumpsBack = new HashMap<>();

  private LineInfo() {}

  /** Reads an object; without line information there is none to be found, which is no error. */
  public static LineInfo of(byte[] elf) {
    LineInfo info = new LineInfo();
    try {
      info.read(new Elf(elf));
    } catch (ProblemException
        | BufferUnderflowException
        | IndexOutOfBoundsException
        | IllegalArgumentException e) {
      // our own compiler made the object, so this is a bug of ours; the problem itself still shows
      System.getLogger(LineInfo.class.getName())
          .log(System.Logger.Level.WARNING, "line information cannot be read", e);
    }
    return info;
  }

  /** The line of an instruction, counted as the verifier does, from a program's first one. */
  public Optional<Line> find(String program, int instruction) {
    for (Placed placed : placed(program)) {
      long offset = (long) (instruction - placed.start()) * INSTRUCTION;
      Function function = placed.function();
      if (offset >= 0 && offset < function.size()) {
        var entry =
            lines
                .getOrDefault(function.section(), new TreeMap<>())
                .floorEntry((int) (function.offset() + offset));
        return entry == null || entry.getKey() < function.offset()
            ? Optional.empty()
            : Optional.of(entry.getValue());
      }
    }
    return Optional.empty();
  }

  /** A program and the functions that it calls, one behind the other as libbpf puts them. */
  public List<Part> parts(String program) {
    return placed(program).stream()
        .map(placed -> new Part(placed.start(), placed.function().name()))
        .toList();
  }

  /** The first instruction of a program that jumps back, which makes a loop; -1 without loops. */
  public int firstLoop(String program) {
    for (Placed placed : placed(program)) {
      Function function = placed.function();
      var jump =
          jumpsBack.getOrDefault(function.section(), new TreeSet<>()).ceiling(function.offset());
      if (jump != null && jump < function.offset() + function.size()) {
        return placed.start() + (int) ((jump - function.offset()) / INSTRUCTION);
      }
    }
    return -1;
  }

  /** libbpf puts each function behind the program when it meets the first call of it. */
  private List<Placed> placed(String program) {
    List<Placed> all = new ArrayList<>();
    Function first = functions.get(program);
    if (first != null) {
      place(first, all);
    }
    return all;
  }

  private void place(Function function, List<Placed> all) {
    int start =
        all.stream().mapToInt(placed -> (int) (placed.function().size() / INSTRUCTION)).sum();
    all.add(new Placed(start, function));
    calls
        .getOrDefault(function.section(), new TreeMap<>())
        .subMap(function.offset(), function.offset() + function.size())
        .values()
        .forEach(
            called -> {
              if (all.stream().noneMatch(placed -> placed.function().equals(called))) {
                place(called, all);
              }
            });
  }

  private void read(Elf elf) throws ProblemException {
    List<Elf.Symbol> symbols = elf.symbols();
    for (Elf.Symbol symbol : symbols) {
      if (symbol.type() == Elf.Symbol.FUNCTION && symbol.section() < elf.sections()) {
        functions.put(
            symbol.name(),
            new Function(symbol.name(), symbol.section(), symbol.value(), symbol.size()));
      }
    }
    for (int section : functions.values().stream().map(Function::section).distinct().toList()) {
      readCalls(elf, section, symbols);
    }
    Optional<ByteBuffer> btf = elf.section(".BTF");
    Optional<ByteBuffer> extension = elf.section(".BTF.ext");
    if (btf.isPresent() && extension.isPresent()) {
      readLines(elf, btf.get(), extension.get());
    }
  }

  private void readCalls(Elf elf, int section, List<Elf.Symbol> symbols) throws ProblemException {
    ByteBuffer code = elf.content(section);
    Map<Long, Elf.Symbol> named = new HashMap<>();
    elf.relocations(section, symbols).forEach(r -> named.put(r.offset(), r.symbol()));
    for (int at = 0; at + INSTRUCTION <= code.limit(); at += INSTRUCTION) {
      int source = (code.get(at + 1) >> 4) & 0xf;
      boolean call = code.get(at) == CALL && source == OF_PROGRAM;
      if (jumps(code.get(at)) && code.getShort(at + 2) < 0) {
        jumpsBack.computeIfAbsent(section, none -> new TreeSet<>()).add((long) at);
      }
      Elf.Symbol symbol = named.get((long) at);
      boolean address =
          code.get(at) == LOAD && (source == FUNCTION_ADDRESS || isFunction(elf, symbol));
      if (!call && !address) {
        continue;
      }
      long immediate = code.getInt(at + 4);
      long target =
          symbol == null
              ? at + (immediate + 1) * INSTRUCTION
              : call ? symbol.value() + (immediate + 1) * INSTRUCTION : symbol.value() + immediate;
      int where = symbol == null ? section : symbol.section();
      for (Function function : functions.values()) {
        if (function.section() == where && function.offset() == target) {
          calls.computeIfAbsent(section, none -> new TreeMap<>()).put((long) at, function);
        }
      }
    }
  }

  /** Whether the class of an instruction is that of jumps, and it is no call and no exit. */
  private static boolean jumps(byte code) {
    int kind = code & 7;
    int operation = code & 0xf0;
    return (kind == 5 || kind == 6) && operation != 0x80 && operation != 0x90;
  }

  private static boolean isFunction(Elf elf, Elf.@org.jspecify.annotations.Nullable Symbol symbol)
      throws ProblemException {
    return symbol != null
        && symbol.section() < elf.sections()
        && elf.name(symbol.section()).equals(".text");
  }

  private void readLines(Elf elf, ByteBuffer types, ByteBuffer ext) throws ProblemException {
    if ((ext.getShort(0) & 0xffff) != MAGIC) {
      return;
    }
    Map<String, Integer> sections = new HashMap<>();
    for (int i = elf.sections() - 1; i > 0; i--) {
      sections.put(elf.name(i), i);
    }
    int strings = types.getInt(4) + types.getInt(16);
    ByteBuffer texts = types.slice(strings, types.limit() - strings);
    int start = ext.getInt(4) + ext.getInt(16);
    int end = start + ext.getInt(20);
    int record = ext.getInt(start);
    int at = start + 4;
    while (at < end) {
      int section = sections.getOrDefault(Elf.text(texts, ext.getInt(at)), 0);
      int count = ext.getInt(at + 4);
      at += 8;
      for (int i = 0; i < count; i++, at += record) {
        int packed = ext.getInt(at + 12);
        if (packed >>> 10 > 0) {
          // line 0 is the compiler's own doing; the line before stands for it
          String file = Elf.text(texts, ext.getInt(at + 4));
          lines
              .computeIfAbsent(section, none -> new TreeMap<>())
              .put(ext.getInt(at), new Line(file, packed >>> 10, packed & 0x3ff));
        }
      }
    }
  }
}
