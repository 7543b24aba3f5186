package probewright.agent.bpf;

/** {@code link.c}. Results are handles of links, or negated errnos. */
final class LinkNative {
  static {
    System.loadLibrary("probewright-agent");
  }

  private LinkNative() {}

  static native long kprobe(long program, String function, long offset, boolean ret);

  static native long tracepoint(long program, String category, String event);

  static native long rawTracepoint(long program, String event);

  static native long trace(long program);

  static native int destroy(long link);
}
