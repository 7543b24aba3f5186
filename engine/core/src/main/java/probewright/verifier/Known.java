package probewright.verifier;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the verifier knows of a register or a slot of the stack, as a sentence's code and arguments.
 *
 * @param code of the words in the bundle
 * @param sure what a program may do with it
 */
public record Known(String code, List<String> arguments, Sure sure) {
  /** How far the verifier trusts a value. */
  public enum Sure {
    /** A number: to be calculated with and not to be followed. */
    NUMBER,
    /** A pointer that may be followed. */
    POINTER,
    /** A pointer that is not followed before it was compared with NULL. */
    MAYBE_NULL,
    /** Something else, which is told in the verifier's own words. */
    OTHER
  }

  private static final Pattern CONSTANT = Pattern.compile("(?:inv)?P?(-?(?:0x)?[0-9a-f]+)");
  private static final Pattern FRAME = Pattern.compile("fp(-?\\d+)(?:\\(.*\\))?");
  private static final Pattern STRUCT =
      Pattern.compile("((?:trusted_|rcu_|untrusted_|user_|percpu_|rdonly_)*)ptr_(or_null_)?(\\w+)");

  /** Eight bytes of the stack: written, zero, never written. */
  private static final Pattern BYTES = Pattern.compile("(?=.*[m?])[m0?]+|0{8}");

  private static final String OR_NULL = "_or_null";

  public Known {
    arguments = List.copyOf(arguments);
  }

  /** Of the verifier's words, such as {@code map_value_or_null(id=1,off=0,ks=4,vs=8,imm=0)}. */
  public static Known of(String words) {
    if (BYTES.matcher(words).matches()) {
      return bytes(words);
    }
    Matcher constant = CONSTANT.matcher(words);
    if (constant.matches()) {
      return new Known("register.constant", List.of(constant.group(1)), Sure.NUMBER);
    }
    if (words.startsWith("scalar") || words.startsWith("Pscalar") || words.startsWith("inv")) {
      return number(Facts.of(words));
    }
    Matcher frame = FRAME.matcher(words);
    if (frame.matches()) {
      String below = frame.group(1).replace("-", "");
      return new Known("register.stack", List.of(below), Sure.POINTER);
    }
    int end = words.indexOf('(');
    String kind = end < 0 ? words : words.substring(0, end);
    Matcher struct = STRUCT.matcher(kind);
    if (struct.matches()) {
      return struct(struct.group(1), struct.group(2) != null, struct.group(3));
    }
    boolean maybe = kind.endsWith(OR_NULL);
    Sure sure = maybe ? Sure.MAYBE_NULL : Sure.POINTER;
    String suffix = maybe ? "-or-null" : "";
    String bare = maybe ? kind.substring(0, kind.length() - OR_NULL.length()) : kind;
    String name = Facts.of(words).word("map");
    return switch (bare) {
      case "ctx" -> new Known("register.context", List.of(), sure);
      case "map_value" -> value(Facts.of(words), name, suffix, sure);
      case "map_ptr" ->
          name.isEmpty()
              ? new Known("register.some-map", List.of(), sure)
              : new Known("register.map", List.of(name), sure);
      case "mem", "alloc_mem", "ringbuf_mem", "rdonly_mem", "buf", "rdonly_buf" ->
          new Known("register.memory" + suffix, List.of(), sure);
      case "pkt", "pkt_meta" -> new Known("register.packet", List.of(), sure);
      case "pkt_end" -> new Known("register.packet-end", List.of(), sure);
      default -> new Known("register.other", List.of(words), Sure.OTHER);
    };
  }

  private static Known bytes(String words) {
    boolean zero = words.equals("00000000");
    boolean whole = words.indexOf('?') < 0;
    String code = zero ? "zeroes" : whole ? "bytes" : "some-bytes";
    return new Known("register." + code, List.of(words), Sure.NUMBER);
  }

  private static Known number(Facts facts) {
    String low = facts.low();
    String high = facts.high();
    if (low.equals("0") && high.matches("4294967295|0xffffffff")) {
      return new Known("register.number-of-32-bits", List.of(), Sure.NUMBER);
    }
    if (low.isEmpty() && high.isEmpty()) {
      return new Known("register.number", List.of(), Sure.NUMBER);
    }
    String code = low.isEmpty() ? "-at-most" : high.isEmpty() ? "-at-least" : "-between";
    List<String> bounds = low.isEmpty() ? List.of(high) : List.of(low, high);
    return new Known("register.number" + code, bounds, Sure.NUMBER);
  }

  /** A pointer into the middle of an entry says where. */
  private static Known value(Facts facts, String name, String suffix, Sure sure) {
    String some = name.isEmpty() ? "some-" : "";
    String size = facts.word("vs");
    String offset = facts.offset();
    if (offset.isEmpty() || size.isEmpty()) {
      return new Known("register." + some + "value" + suffix, List.of(name), sure);
    }
    return new Known("register." + some + "value-at", List.of(name, offset, size), sure);
  }

  private static Known struct(String how, boolean maybe, String name) {
    if (maybe) {
      return new Known("register.kernel-or-null", List.of(name), Sure.MAYBE_NULL);
    }
    boolean untrusted = how.contains("untrusted_");
    String code = untrusted ? "register.kernel-untrusted" : "register.kernel";
    return new Known(code, List.of(name), Sure.POINTER);
  }
}
