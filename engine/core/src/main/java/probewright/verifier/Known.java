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
  private static final Pattern TYPED =
      Pattern.compile("(?:trusted_|rcu_|untrusted_)*ptr_(\\w+)(.*)");
  private static final Pattern MAP = Pattern.compile("\\bmap=(\\w+)");
  private static final String OR_NULL = "_or_null";

  public Known {
    arguments = List.copyOf(arguments);
  }

  /** Of the verifier's words, such as {@code map_value_or_null(id=1,off=0,ks=4,vs=8,imm=0)}. */
  public static Known of(String words) {
    Matcher constant = CONSTANT.matcher(words);
    if (constant.matches()) {
      return new Known("register.constant", List.of(constant.group(1)), Sure.NUMBER);
    }
    if (words.startsWith("scalar") || words.startsWith("inv")) {
      return new Known("register.number", List.of(), Sure.NUMBER);
    }
    Matcher frame = FRAME.matcher(words);
    if (frame.matches()) {
      String below = frame.group(1).replace("-", "");
      return new Known("register.stack", List.of(below), Sure.POINTER);
    }
    int end = words.indexOf('(');
    String kind = end < 0 ? words : words.substring(0, end);
    boolean maybe = kind.endsWith(OR_NULL);
    Sure sure = maybe ? Sure.MAYBE_NULL : Sure.POINTER;
    String suffix = maybe ? "-or-null" : "";
    String bare = maybe ? kind.substring(0, kind.length() - OR_NULL.length()) : kind;
    Matcher typed = TYPED.matcher(bare);
    if (typed.matches()) {
      return new Known("register.kernel" + suffix, List.of(typed.group(1)), sure);
    }
    Matcher map = MAP.matcher(words);
    String name = map.find() ? map.group(1) : "";
    return switch (bare) {
      case "ctx" -> new Known("register.context", List.of(), sure);
      case "map_value" ->
          name.isEmpty()
              ? new Known("register.some-value" + suffix, List.of(), sure)
              : new Known("register.value" + suffix, List.of(name), sure);
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
}
