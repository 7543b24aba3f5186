package probewright.dialect;

/**
 * The rules by which the translator changes a text; each has a name and a sentence in the bundle.
 */
public enum Rewrite {
  /** What stands before the program: headers, prototypes, what macros stand for. */
  PROLOGUE,
  INCLUDES,
  /** The place a program is attached to, as the section of its function. */
  SECTION,
  /** A function's arguments, out of the registers or the record of its probe. */
  ARGUMENTS,
  /** The answer that each program must give. */
  RETURN,
  /** A function that is called takes its place in the caller. */
  INLINE,
  PROTOTYPE,
  MAP,
  MAP_METHOD,
  /** A read of memory that is not the program's own. */
  READ,
  PACKET,
  TRACE_PRINT,
  MACRO;

  /** The code of its words in the bundle; {@code CODE.why} is the sentence. */
  public String code() {
    return "rewrite." + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
