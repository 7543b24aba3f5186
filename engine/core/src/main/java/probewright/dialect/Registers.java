package probewright.dialect;

import java.util.regex.Pattern;

/**
 * Registers that are read through a pointer which is not the context, such as those that a system
 * call's entry code hands on: libbpf's macros have a form for that.
 */
final class Registers {
  private static final Pattern PLAIN =
      Pattern.compile("PT_REGS_(?:PARM[1-6](?:_SYSCALL)?|RET|FP|RC|SP|IP)");

  private Registers() {}

  /** Has the macro read from outside; false when the place is no register's. */
  static boolean rewrite(Node place, Translation work) {
    if (place.begin().origin() != Spot.Origin.BODY) {
      return false;
    }
    Tokens.Token name = work.tokens.after(place.begin().offset());
    if (!PLAIN.matcher(name.text()).matches()) {
      return false;
    }
    if (work.first(name.start(), name.end())) {
      String core = name.text().replaceFirst("(_SYSCALL)?$", "_CORE$1");
      work.edits.replace(name.start(), name.end(), core);
    }
    return true;
  }
}
