package probewright.probes.format;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import probewright.probes.format.PrintValue.Whole;

/** C's whole numbers on a machine whose {@code long} is eight bytes, which all of BPF's are. */
final class CTypes {
  /**
   * A type of whole numbers; an address is one without sign.
   *
   * @param size in bytes
   */
  record CNumber(int size, boolean signed) {}

  private static final Set<String> WORDS =
      Set.of("unsigned", "signed", "char", "short", "int", "long", "bool", "_Bool", "void");

  private static final Map<String, CNumber> KERNELS =
      Map.ofEntries(
          Map.entry("u8", new CNumber(1, false)),
          Map.entry("u16", new CNumber(2, false)),
          Map.entry("u32", new CNumber(4, false)),
          Map.entry("u64", new CNumber(8, false)),
          Map.entry("s8", new CNumber(1, true)),
          Map.entry("s16", new CNumber(2, true)),
          Map.entry("s32", new CNumber(4, true)),
          Map.entry("s64", new CNumber(8, true)),
          Map.entry("size_t", new CNumber(8, false)),
          Map.entry("ssize_t", new CNumber(8, true)),
          Map.entry("loff_t", new CNumber(8, true)),
          Map.entry("uintptr_t", new CNumber(8, false)));

  private CTypes() {}

  static boolean isBasic(String word) {
    return WORDS.contains(word) || KERNELS.containsKey(bare(word));
  }

  private static String bare(String word) {
    return word.startsWith("__") ? word.substring(2) : word;
  }

  /** The number that a type is; empty for one that C and the kernel's short names do not tell. */
  static Optional<CNumber> number(String type) {
    if (type.endsWith("*")) {
      return Optional.of(new CNumber(8, false));
    }
    CNumber kernels = KERNELS.get(bare(type));
    if (kernels != null) {
      return Optional.of(kernels);
    }
    Set<String> words = new TreeSet<>(java.util.Arrays.asList(type.split("\\s+", -1)));
    if (!WORDS.containsAll(words) || words.contains("void")) {
      return Optional.empty();
    }
    if (words.contains("bool") || words.contains("_Bool")) {
      return Optional.of(new CNumber(1, false));
    }
    boolean signed = !words.contains("unsigned");
    int size =
        words.contains("char") ? 1 : words.contains("short") ? 2 : words.contains("long") ? 8 : 4;
    return Optional.of(new CNumber(size, signed));
  }

  /** A literal with its suffixes, of the first type of C's that can hold it. */
  static Whole literal(String spelling) throws PrintUnknown {
    String digits = spelling.replaceAll("[uUlL]+$", "");
    String suffix = spelling.substring(digits.length()).toLowerCase(java.util.Locale.ROOT);
    boolean decimal = !digits.startsWith("0") || digits.equals("0");
    BigInteger value;
    try {
      value =
          digits.startsWith("0x") || digits.startsWith("0X")
              ? new BigInteger(digits.substring(2), 16)
              : new BigInteger(digits, decimal ? 10 : 8);
    } catch (NumberFormatException e) {
      throw new PrintUnknown(spelling);
    }
    int bits = value.bitLength();
    boolean unsigned = suffix.contains("u");
    int size = suffix.contains("l") || bits > 32 || (bits == 32 && decimal && !unsigned) ? 8 : 4;
    boolean signed = !unsigned && bits < 8 * size;
    return Whole.of(value.longValue(), size, signed);
  }
}
