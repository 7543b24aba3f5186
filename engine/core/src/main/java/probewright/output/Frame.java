package probewright.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import probewright.btf.Value;

/** A place in code that a stack leads through, or that an address points to. */
public sealed interface Frame {
  /** Where in the kernel's or the process's memory. */
  long address();

  /**
   * In a function that has a name.
   *
   * @param symbol as people write it, where it could be made out of the compiler's
   * @param offset bytes from the function's start
   * @param module the file it is of; of the kernel {@code kernel} or the module's name
   */
  record Known(long address, String symbol, long offset, String module) implements Frame {}

  /**
   * In no function that anything names.
   *
   * @param module the file it is of, empty where it is of none
   */
  record Unknown(long address, String module, Reason reason) implements Frame {}

  /** Why a place has no name. */
  enum Reason {
    /** The address was in no part of the process's memory. */
    UNMAPPED,
    /** The file keeps only the names that it exports, and has no debug file here. */
    STRIPPED,
    /** The file's table of names has none for it. */
    NO_SYMBOL,
    /** The process has ended. */
    PROCESS_GONE,
    /** The kernel does not let the agent see addresses or memory. */
    NO_PERMISSION,
    /** A user's address, and nothing says of which process. */
    NO_PROCESS,
    /** Code that a process made for itself, without a file that names it. */
    NO_PERF_MAP,
    /** The file that was mapped is no longer there, or cannot be read. */
    NO_FILE,
    /** A capture does not say: nobody asked for the name while it was made. */
    NOT_RECORDED;

    /** In a word or two, for programs: the same in every language. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * As bcc's {@code ksym} and {@code sym} write it.
   *
   * @param withModule behind it the file, without its folder
   * @param withOffset with the bytes from the function's start
   */
  default String text(boolean withModule, boolean withOffset) {
    String module = this instanceof Known known ? known.module : ((Unknown) this).module;
    String name =
        this instanceof Known known
            ? known.symbol + (withOffset ? "+0x" + Long.toHexString(known.offset) : "")
            : "[unknown]";
    return name
        + (withModule && !module.isEmpty()
            ? " [" + module.substring(module.lastIndexOf('/') + 1) + "]"
            : "");
  }

  /** A line of a stack: what is known, or the address and why nothing is. */
  default String line(FrameWords words) {
    return this instanceof Unknown unknown
        ? "0x%x %s: %s".formatted(address(), text(true, false), words.of(unknown.reason))
        : text(true, true);
  }

  /** The members of a struct of it. */
  default Value value() {
    List<Value.Field> fields = new ArrayList<>();
    fields.add(new Value.Field("address", new Value.Address(address())));
    if (this instanceof Known known) {
      fields.add(new Value.Field("symbol", Value.Text.of(known.symbol)));
      fields.add(
          new Value.Field("offset", new Value.Int(java.math.BigInteger.valueOf(known.offset))));
      fields.add(new Value.Field("module", Value.Text.of(known.module)));
    } else if (this instanceof Unknown unknown) {
      fields.add(new Value.Field("module", Value.Text.of(unknown.module)));
      fields.add(new Value.Field("unknown", Value.Text.of(unknown.reason.code())));
    }
    return new Value.Fields(fields);
  }
}
