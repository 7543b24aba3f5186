package probewright.target;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where one argument of a static probe (USDT) is when it is reached. Source of the grammar: the
 * "UserSpaceProbeImplementation" page of systemtap; operands are the assembler's.
 */
sealed interface StaticArgument {
  /**
   * How many bytes it has.
   *
   * @param bytes 1, 2, 4 or 8
   */
  record Width(int bytes, boolean signed) {}

  Width width();

  /** Known when the program was compiled: {@code -4@$-9}. */
  record Constant(Width width, long value) implements StaticArgument {}

  /**
   * In a register: {@code 8@%rax}.
   *
   * @param register its offset in {@code struct pt_regs}
   */
  record Register(Width width, int register) implements StaticArgument {}

  /** In memory: {@code -4@-20(%rbp)}. */
  record Memory(Width width, int register, int offset) implements StaticArgument {}

  /**
   * In memory, in an array: {@code 8@16(%rdx,%rax,8)}.
   *
   * @param base -1 for none
   * @param shift of the index, 0 to 3
   */
  record Indexed(Width width, int base, int index, int shift, int offset)
      implements StaticArgument {}

  /** Where no program can read it: floating-point registers, variables by name. */
  record Unreadable(String spelling) implements StaticArgument {
    @Override
    public Width width() {
      return new Width(8, false);
    }
  }

  /** Reads arguments as a note spells them. */
  final class Parser {
    private static final Pattern ARGUMENT =
        Pattern.compile("(?:(-?)([1248])(f?)@)?(\\[[^\\]]*\\]|\\S+)");
    private static final String NUMBER = "([-+]?(?:0x[0-9a-fA-F]+|\\d+))";
    private static final Pattern X86_CONSTANT = Pattern.compile("\\$" + NUMBER);
    private static final Pattern X86_REGISTER = Pattern.compile("%(\\w+)");
    private static final Pattern X86_MEMORY =
        Pattern.compile(NUMBER + "?\\((?:%(\\w+))?(?:,%(\\w+)(?:,([1248]))?)?\\)");
    private static final Pattern ARM_CONSTANT = Pattern.compile("#?" + NUMBER);
    private static final Pattern ARM_MEMORY =
        Pattern.compile(
            "\\[(\\w+)(?:, *#?"
                + NUMBER
                + "|, *([xw]\\d+)(?:, *(?:lsl|uxtw|sxtw) *#?([0-3]))?)?\\]");

    private static final String[] X86 = {
      "r15 r15d r15w r15b",
      "r14 r14d r14w r14b",
      "r13 r13d r13w r13b",
      "r12 r12d r12w r12b",
      "rbp ebp bp bpl",
      "rbx ebx bx bl",
      "r11 r11d r11w r11b",
      "r10 r10d r10w r10b",
      "r9 r9d r9w r9b",
      "r8 r8d r8w r8b",
      "rax eax ax al",
      "rcx ecx cx cl",
      "rdx edx dx dl",
      "rsi esi si sil",
      "rdi edi di dil",
      "",
      "rip eip",
      "",
      "",
      "rsp esp sp spl",
    };

    private final boolean arm;

    /**
     * @param machine {@code uname -m} of the target
     */
    Parser(String machine) {
      this.arm = machine.equals("aarch64");
    }

    List<StaticArgument> parse(String arguments) {
      List<StaticArgument> all = new ArrayList<>();
      Matcher each = ARGUMENT.matcher(arguments);
      while (each.find()) {
        boolean sized = each.group(2) != null;
        Width width =
            new Width(sized ? Integer.parseInt(each.group(2)) : 8, "-".equals(each.group(1)));
        boolean real = "f".equals(each.group(3));
        all.add(real ? new Unreadable(each.group()) : operand(width, each.group(4), each.group()));
      }
      return all;
    }

    private StaticArgument operand(Width width, String operand, String spelling) {
      Matcher constant = (arm ? ARM_CONSTANT : X86_CONSTANT).matcher(operand);
      if (constant.matches()) {
        return new Constant(width, number(constant.group(1)));
      }
      Matcher memory = (arm ? ARM_MEMORY : X86_MEMORY).matcher(operand);
      if (memory.matches()) {
        return arm ? armMemory(width, memory, spelling) : x86Memory(width, memory, spelling);
      }
      Matcher name = X86_REGISTER.matcher(operand);
      int register = arm ? register(operand) : name.matches() ? register(name.group(1)) : -1;
      return register < 0 ? new Unreadable(spelling) : new Register(width, register);
    }

    private StaticArgument x86Memory(Width width, Matcher found, String spelling) {
      long offset = found.group(1) == null ? 0 : number(found.group(1));
      int base = found.group(2) == null ? -1 : register(found.group(2));
      int index = found.group(3) == null ? -1 : register(found.group(3));
      int scale = found.group(4) == null ? 1 : Integer.parseInt(found.group(4));
      boolean known =
          (found.group(2) == null || base >= 0) && (found.group(3) == null || index >= 0);
      return memory(
          width, known, base, index, Integer.numberOfTrailingZeros(scale), offset, spelling);
    }

    private StaticArgument armMemory(Width width, Matcher found, String spelling) {
      int base = register(found.group(1));
      long offset = found.group(2) == null ? 0 : number(found.group(2));
      int index = found.group(3) == null ? -1 : register(found.group(3));
      int shift = found.group(4) == null ? 0 : Integer.parseInt(found.group(4));
      // a half register as an index would have to be widened
      boolean known = base >= 0 && (found.group(3) == null || found.group(3).startsWith("x"));
      return memory(width, known, base, index, shift, offset, spelling);
    }

    private static StaticArgument memory(
        Width width, boolean known, int base, int index, int shift, long offset, String spelling) {
      if (!known || offset != (int) offset || (base < 0 && index < 0)) {
        return new Unreadable(spelling);
      }
      return index < 0
          ? new Memory(width, base, (int) offset)
          : new Indexed(width, base, index, shift, (int) offset);
    }

    private int register(String name) {
      if (arm) {
        return name.equals("sp")
            ? 8 * 31
            : name.matches("[xw](\\d|[12]\\d|30)") ? 8 * Integer.parseInt(name.substring(1)) : -1;
      }
      for (int i = 0; i < X86.length; i++) {
        if (List.of(X86[i].split(" ", -1)).contains(name)) {
          return 8 * i;
        }
      }
      return -1;
    }

    private static long number(String digits) {
      try {
        return Long.decode(digits);
      } catch (NumberFormatException e) {
        // of 64 bits without a sign
        return Long.parseUnsignedLong(
            digits.replaceFirst("^\\+?0x", ""), digits.contains("x") ? 16 : 10);
      }
    }
  }
}
