package probewright.btf;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import probewright.diagnostics.ProblemException;

/** The instructions of a BPF object, function by function, with what relocations name in them. */
public final class BpfCode {
  private static final int INSTRUCTION = 8;

  /**
   * A function.
   *
   * @param section that of its program, {@code .text} for one that programs call
   * @param code its instructions
   * @param symbols what the instruction at an index refers to by name: a map, a function
   */
  public record Function(String name, String section, byte[] code, Map<Integer, String> symbols) {}

  private BpfCode() {}

  /**
   * The functions in the order of the object.
   *
   * @throws ProblemException {@code btf.malformed}
   */
  public static List<Function> of(byte[] object) throws ProblemException {
    Elf elf = new Elf(object);
    List<Elf.Symbol> symbols = elf.symbols();
    List<Function> functions = new ArrayList<>();
    try {
      for (Elf.Symbol symbol : symbols) {
        if (symbol.type() == Elf.Symbol.FUNCTION && symbol.section() < elf.sections()) {
          functions.add(function(elf, symbol, symbols));
        }
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw BtfSection.malformed("ELF code");
    }
    return functions;
  }

  private static Function function(Elf elf, Elf.Symbol symbol, List<Elf.Symbol> symbols)
      throws ProblemException {
    ByteBuffer content = elf.content(symbol.section());
    byte[] code = new byte[(int) symbol.size()];
    content.get((int) symbol.value(), code);
    Map<Integer, String> named = new HashMap<>();
    for (Elf.Relocation relocation : elf.relocations(symbol.section(), symbols)) {
      long at = relocation.offset() - symbol.value();
      if (at >= 0 && at < code.length) {
        named.put((int) at / INSTRUCTION, name(elf, relocation, content, symbols));
      }
    }
    return new Function(symbol.name(), elf.name(symbol.section()), code, named);
  }

  /** A call of a function of the same file refers to its section and says where in it. */
  private static String name(
      Elf elf, Elf.Relocation relocation, ByteBuffer content, List<Elf.Symbol> symbols)
      throws ProblemException {
    Elf.Symbol symbol = relocation.symbol();
    if (!symbol.name().isEmpty() || symbol.section() >= elf.sections()) {
      return symbol.name();
    }
    long target = (content.getInt((int) relocation.offset() + 4) + 1L) * INSTRUCTION;
    for (Elf.Symbol other : symbols) {
      if (other.type() == Elf.Symbol.FUNCTION
          && other.section() == symbol.section()
          && other.value() == target) {
        return other.name();
      }
    }
    return elf.name(symbol.section());
  }
}
