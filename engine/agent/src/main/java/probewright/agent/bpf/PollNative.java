package probewright.agent.bpf;

/** {@code poll.c}. A negative result is a negated errno. */
final class PollNative {
  static {
    System.loadLibrary("probewright-agent");
  }

  private PollNative() {}

  static native int open();

  static native int wake(int waker);

  static native int await(int[] descriptors, int waker, int milliseconds);

  static native void close(int waker);
}
