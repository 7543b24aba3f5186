package probewright.agent.bpf;

/** {@code symbol.c}. */
final class SymbolNative {
  static {
    System.loadLibrary("probewright-agent");
  }

  private SymbolNative() {}

  /** The function's address as its file numbers it, or a negated errno. */
  static native long chosen(String library, String symbol);
}
