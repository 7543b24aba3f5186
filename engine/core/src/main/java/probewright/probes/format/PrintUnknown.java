package probewright.probes.format;

/** Something in a print format that only the kernel itself can work out. */
final class PrintUnknown extends Exception {
  private static final long serialVersionUID = 1L;

  private final String what;

  /**
   * @param what as the print format spells it
   */
  PrintUnknown(String what) {
    super(what, null, false, false);
    this.what = what;
  }

  String what() {
    return what;
  }
}
