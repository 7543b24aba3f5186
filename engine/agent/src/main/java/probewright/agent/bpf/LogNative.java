package probewright.agent.bpf;

/** {@code log.c}. */
final class LogNative {
  static {
    System.loadLibrary("probewright-agent");
    capture();
  }

  private LogNative() {}

  private static native void capture();

  /** What libbpf said on this thread since the last call, at most 16 KiB of it. */
  static native byte[] take();

  static native String version();

  static native int possibleCpus();
}
