package probewright.agent.bpf;

import java.nio.ByteBuffer;

/** {@code trace.c}. A negative result is a negated errno. */
final class TraceNative {
  static {
    System.loadLibrary("probewright-agent");
  }

  private TraceNative() {}

  static native long open(String path);

  static native int descriptor(long reader);

  static native int fill(long reader, ByteBuffer into, int from, int size);

  static native void skip(long reader);

  static native void close(long reader);
}
