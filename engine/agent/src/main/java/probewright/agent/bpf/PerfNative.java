package probewright.agent.bpf;

import java.nio.ByteBuffer;

/** {@code perf.c}. A negative result is a negated errno. */
final class PerfNative {
  static {
    System.loadLibrary("probewright-agent");
  }

  private PerfNative() {}

  /** Opens a buffer for each of these CPUs. */
  static native long open(int map, int pages, int[] cpus);

  static native int descriptor(long reader);

  static native int fill(long reader, ByteBuffer into, int from, int size);

  static native void settle(long reader);

  /** Bytes held now, held at most, room, how many buffers; of a perf buffer the fullest one's. */
  static native void held(long reader, long[] into);

  static native void close(long reader);
}
