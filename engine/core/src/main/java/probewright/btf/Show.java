package probewright.btf;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a number or some bytes are to be shown whose C type does not say what they mean.
 *
 * @param output the event stream or map they are part of
 * @param path the members that lead to them; of a map it may begin with {@code key} or {@code
 *     value}
 * @param stacks for a stack's number the map that holds the stack, else empty
 */
public record Show(String output, List<String> path, Format format, String stacks) {
  /** What the value is. */
  public enum Format {
    /** Four bytes in the network's order. */
    IPV4,
    /** Sixteen bytes in the network's order. */
    IPV6,
    /** Six bytes. */
    MAC,
    /** A port in the network's order. */
    PORT,
    /** An address of the kernel's code. */
    KSYM,
    /** An address of the code of the process that the member {@code tgid} or {@code pid} names. */
    USYM,
    /** The number of a stack of the kernel. */
    KSTACK,
    /** The number of a stack of the process that the member {@code tgid} or {@code pid} names. */
    USTACK,
    /** A number, or bytes, in hexadecimal. */
    HEX,
    /** Nanoseconds, shown as seconds. */
    TIME;

    /** As a program's comment spells it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is the number of a stack. */
    public boolean isStack() {
      return this == KSTACK || this == USTACK;
    }

    /** Whether it takes the target to tell. */
    public boolean isSymbolic() {
      return isStack() || this == KSYM || this == USYM;
    }

    /** The format of a word. */
    public static Optional<Format> of(String word) {
      return Arrays.stream(values()).filter(format -> format.word().equals(word)).findFirst();
    }

    /** All there are, as they are spelled. */
    public static String words() {
      return Arrays.stream(values())
          .map(format -> format.word() + (format.isStack() ? ":MAP" : ""))
          .collect(Collectors.joining(", "));
    }
  }

  public Show {
    path = List.copyOf(path);
  }
}
