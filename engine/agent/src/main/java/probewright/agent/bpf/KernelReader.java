package probewright.agent.bpf;

import java.nio.ByteBuffer;
import probewright.agent.wire.AgentException;

/** A reader behind a native handle. */
abstract sealed class KernelReader implements EventReader {
  final long handle;
  private boolean closed;

  private KernelReader(long handle) {
    this.handle = handle;
  }

  abstract int descriptor();

  abstract int fill(ByteBuffer into, int from, int size);

  abstract void free();

  @Override
  public void fill(ByteBuffer direct) throws AgentException {
    int count = fill(direct, direct.position(), direct.remaining());
    if (count < 0) {
      throw new AgentException("stream.failed", -count);
    }
    direct.position(direct.position() + count);
  }

  @Override
  public void settle() {}

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      free();
    }
  }

  static final class Perf extends KernelReader {
    Perf(long handle) {
      super(handle);
    }

    @Override
    int descriptor() {
      return PerfNative.descriptor(handle);
    }

    @Override
    int fill(ByteBuffer into, int from, int size) {
      return PerfNative.fill(handle, into, from, size);
    }

    @Override
    public void settle() {
      PerfNative.settle(handle);
    }

    @Override
    void free() {
      PerfNative.close(handle);
    }
  }

  static final class Ring extends KernelReader {
    Ring(long handle) {
      super(handle);
    }

    @Override
    int descriptor() {
      return RingNative.descriptor(handle);
    }

    @Override
    int fill(ByteBuffer into, int from, int size) {
      return RingNative.fill(handle, into, from, size);
    }

    @Override
    void free() {
      RingNative.close(handle);
    }
  }

  static final class Trace extends KernelReader {
    Trace(long handle) {
      super(handle);
    }

    @Override
    int descriptor() {
      return TraceNative.descriptor(handle);
    }

    @Override
    int fill(ByteBuffer into, int from, int size) {
      return TraceNative.fill(handle, into, from, size);
    }

    @Override
    void free() {
      TraceNative.close(handle);
    }
  }
}
