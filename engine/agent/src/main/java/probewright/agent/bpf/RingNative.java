package probewright.agent.bpf;

import java.nio.ByteBuffer;

/** {@code ring.c}. A negative result is a negated errno. */
final class RingNative {
  static {
    System.loadLibrary("probewright-agent");
  }

  private RingNative() {}

  static native long open(int map);

  static native int descriptor(long reader);

  static native int fill(long reader, ByteBuffer into, int from, int size);

  /** Bytes held now, held at most, room, how many buffers; of a perf buffer the fullest one's. */
  static native void held(long reader, long[] into);

  static native void close(long reader);
}
