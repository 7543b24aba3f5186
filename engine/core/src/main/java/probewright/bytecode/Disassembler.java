package probewright.bytecode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Spells the instructions of the BPF machine (RFC 9669) as the kernel's verifier does in its log,
 * so that the two can be read beside one another. What is no known instruction is given by its
 * bytes. Safe for many threads.
 */
public final class Disassembler {
  /** A line: instructions are counted in units of 8 bytes, and a wide one takes two. */
  public record Instruction(int index, String text) {}

  private static final String[] ALU = {
    "+=", "-=", "*=", "/=", "|=", "&=", "<<=", ">>=", "", "%=", "^=", "=", "s>>="
  };
  private static final String[] JUMP = {
    "", "==", ">", ">=", "&", "!=", "s>", "s>=", "", "", "<", "<=", "s<", "s<="
  };
  private static final String[] WIDTH = {"32", "16", "8", "64"};
  private static final Map<Integer, String> ATOMIC =
      Map.of(0x00, "+=", 0x40, "|=", 0x50, "&=", 0xa0, "^=");
  private static final Map<Integer, String> FETCH =
      Map.of(0x01, "add", 0x41, "or", 0x51, "and", 0xa1, "xor");

  private static final int LD = 0;
  private static final int LDX = 1;
  private static final int ST = 2;
  private static final int STX = 3;
  private static final int ALU_32 = 4;
  private static final int JMP = 5;
  private static final int JMP_32 = 6;
  private static final int WIDE = 0x18;

  private final Map<Integer, String> helpers;

  /**
   * A disassembler for a kernel's helpers.
   *
   * @param helpers names of the kernel's helpers by their numbers; others are told by number
   */
  public Disassembler(Map<Integer, String> helpers) {
    this.helpers = Map.copyOf(helpers);
  }

  /**
   * Spells a function.
   *
   * @param code little-endian; a half instruction at its end is left out
   * @param symbols what a relocation names, by the index of its instruction
   */
  public List<Instruction> of(byte[] code, Map<Integer, String> symbols) {
    List<Instruction> all = new ArrayList<>();
    int count = code.length / 8;
    for (int index = 0; index < count; index++) {
      Slot slot = Slot.at(code, index);
      boolean wide = slot.opcode == WIDE && index + 1 < count;
      Optional<String> symbol = Optional.ofNullable(symbols.get(index));
      String text =
          wide
              ? wide(slot, Slot.at(code, index + 1).immediate, symbol)
              : text(slot, symbol).orElseGet(slot::bytes);
      all.add(new Instruction(index, text));
      index += wide ? 1 : 0;
    }
    return all;
  }

  /** Eight bytes, taken apart. */
  private record Slot(int opcode, int to, int from, int offset, int immediate) {
    static Slot at(byte[] code, int index) {
      int at = index * 8;
      return new Slot(
          code[at] & 0xff,
          code[at + 1] & 0xf,
          (code[at + 1] >> 4) & 0xf,
          (short) ((code[at + 2] & 0xff) | (code[at + 3] << 8)),
          (code[at + 4] & 0xff)
              | ((code[at + 5] & 0xff) << 8)
              | ((code[at + 6] & 0xff) << 16)
              | (code[at + 7] << 24));
    }

    boolean ofRegister() {
      return (opcode & 8) != 0;
    }

    int operation() {
      return opcode >> 4;
    }

    /** The place in memory that a register and the offset lead to. */
    String memory(String type, int register) {
      return "*(" + type + " *)(r" + register + " " + signed(offset) + ")";
    }

    String bytes() {
      return String.format(
          Locale.ROOT, "(%02x) %d %d %d 0x%x", opcode, to, from, offset, immediate);
    }
  }

  private static String wide(Slot slot, int high, Optional<String> symbol) {
    String to = "r" + slot.to + " = ";
    if (symbol.isPresent()) {
      return to + symbol.get() + (slot.immediate == 0 ? "" : signed(slot.immediate));
    }
    long value = ((long) high << 32) | (slot.immediate & 0xffffffffL);
    return switch (slot.from) {
      case 1 -> to + "map[fd:" + slot.immediate + "]";
      case 2 -> to + "map[fd:" + slot.immediate + "][0]" + signed(high);
      case 4 -> to + "func[pc" + signed(slot.immediate) + "]";
      default -> to + "0x" + Long.toHexString(value);
    };
  }

  private Optional<String> text(Slot slot, Optional<String> symbol) {
    return switch (slot.opcode & 7) {
      case LD -> packet(slot);
      case LDX -> load(slot);
      case ST, STX -> store(slot);
      case JMP, JMP_32 -> jump(slot, symbol);
      default -> arithmetic(slot);
    };
  }

  private static Optional<String> packet(Slot slot) {
    String type = "u" + WIDTH[slot.opcode >> 3 & 3];
    return switch (slot.opcode & 0xe0) {
      case 0x20 -> Optional.of("r0 = *(" + type + " *)skb[" + slot.immediate + "]");
      case 0x40 ->
          Optional.of("r0 = *(" + type + " *)skb[r" + slot.from + " + " + slot.immediate + "]");
      default -> Optional.empty();
    };
  }

  private static Optional<String> load(Slot slot) {
    String width = WIDTH[slot.opcode >> 3 & 3];
    return switch (slot.opcode & 0xe0) {
      case 0x60 -> Optional.of("r" + slot.to + " = " + slot.memory("u" + width, slot.from));
      case 0x80 -> Optional.of("r" + slot.to + " = " + slot.memory("s" + width, slot.from));
      default -> Optional.empty();
    };
  }

  private static Optional<String> store(Slot slot) {
    String type = "u" + WIDTH[slot.opcode >> 3 & 3];
    int mode = slot.opcode & 0xe0;
    if (mode == 0x60) {
      String value = (slot.opcode & 7) == STX ? "r" + slot.from : "" + slot.immediate;
      return Optional.of(slot.memory(type, slot.to) + " = " + value);
    }
    return mode == 0xc0 && (slot.opcode & 7) == STX ? atomic(slot, type) : Optional.empty();
  }

  private static Optional<String> atomic(Slot slot, String type) {
    String plain = ATOMIC.get(slot.immediate);
    if (plain != null) {
      return Optional.of("lock " + slot.memory(type, slot.to) + " " + plain + " r" + slot.from);
    }
    String prefix = type.equals("u64") ? "atomic64_" : "atomic_";
    String place = "((" + type + " *)(r" + slot.to + " " + signed(slot.offset) + "), ";
    String fetch = FETCH.get(slot.immediate);
    if (fetch != null) {
      return Optional.of(
          "r" + slot.from + " = " + prefix + "fetch_" + fetch + place + "r" + slot.from + ")");
    }
    return switch (slot.immediate) {
      case 0xe1 ->
          Optional.of("r" + slot.from + " = " + prefix + "xchg" + place + "r" + slot.from + ")");
      case 0xf1 -> Optional.of("r0 = " + prefix + "cmpxchg" + place + "r0, r" + slot.from + ")");
      default -> Optional.empty();
    };
  }

  private Optional<String> jump(Slot slot, Optional<String> symbol) {
    String sign = slot.operation() < JUMP.length ? JUMP[slot.operation()] : "";
    if (!sign.isEmpty()) {
      String one = (slot.opcode & 7) == JMP ? "r" : "w";
      String other =
          slot.ofRegister() ? one + slot.from : "0x" + Integer.toHexString(slot.immediate);
      return Optional.of(
          "if " + one + slot.to + " " + sign + " " + other + " goto pc" + signed(slot.offset));
    }
    return switch (slot.opcode) {
      case 0x05 -> Optional.of("goto pc" + signed(slot.offset));
      case 0x06 -> Optional.of("gotol pc" + signed(slot.immediate));
      case 0x85 -> Optional.of("call " + called(slot, symbol));
      case 0x95 -> Optional.of("exit");
      case 0xe5 -> Optional.of("may_goto pc" + signed(slot.offset));
      default -> Optional.empty();
    };
  }

  private String called(Slot slot, Optional<String> symbol) {
    if (slot.from == 1 || slot.from == 2) {
      return symbol.orElse((slot.from == 1 ? "pc" : "kernel-function#") + signed(slot.immediate));
    }
    return symbol.orElse(helpers.getOrDefault(slot.immediate, "unknown") + "#" + slot.immediate);
  }

  private static Optional<String> arithmetic(Slot slot) {
    String own = (slot.opcode & 7) == ALU_32 ? "w" : "r";
    String to = own + slot.to;
    int operation = slot.operation();
    if (operation == 0x8) {
      return Optional.of(to + " = -" + to);
    }
    if (operation == 0xd) {
      boolean wide = (slot.opcode & 7) != ALU_32;
      String order = wide ? "bswap" : slot.ofRegister() ? "be" : "le";
      return Optional.of("r" + slot.to + " = " + order + slot.immediate + " r" + slot.to);
    }
    if (operation >= ALU.length) {
      return Optional.empty();
    }
    boolean moves = operation == 0xb;
    String value = slot.ofRegister() ? own + slot.from : "" + slot.immediate;
    if (moves && slot.ofRegister() && slot.offset != 0) {
      value = "(s" + slot.offset + ")" + value;
    }
    boolean signedDivision = slot.offset == 1 && (operation == 0x3 || operation == 0x9);
    return Optional.of(to + " " + (signedDivision ? "s" : "") + ALU[operation] + " " + value);
  }

  private static String signed(int number) {
    return number < 0 ? "" + number : "+" + number;
  }
}
