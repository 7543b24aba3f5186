package probewright.agent.bpf;

/** {@code cost.c}. A negative result is a negated errno. */
final class CostNative {
  static {
    System.loadLibrary("probewright-agent");
  }

  private CostNative() {}

  /** A descriptor, as long as which the kernel counts. */
  static native int count();

  static native void stop(int descriptor);

  /** Id, runs, nanoseconds, runs that did not come about. */
  static native int program(int program, long[] into);

  static native int onlineCpus();
}
