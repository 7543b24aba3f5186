package probewright.agent.bpf;

import java.nio.ByteBuffer;
import probewright.agent.wire.AgentException;

/** A reader behind a native handle. */
abstract sealed class KernelReader implements EventReader {
  private static final Held UNKNOWN = new Held(0, 0, 0, 0);

  final long handle;
  private boolean closed;
  private Held last = UNKNOWN;

  private KernelReader(long handle) {
    this.handle = handle;
  }

  abstract int descriptor();

  abstract int fill(ByteBuffer into, int from, int size);

  /** Now, peak, capacity, buffers. */
  abstract void held(long[] into);

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
  public synchronized Held held() {
    if (!closed) {
      long[] facts = new long[4];
      held(facts);
      last = new Held(facts[0], facts[1], facts[2], (int) facts[3]);
    }
    return last;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      held();
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
    void held(long[] into) {
      PerfNative.held(handle, into);
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
    void held(long[] into) {
      RingNative.held(handle, into);
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

    /** The kernel's trace buffer tells nobody. */
    @Override
    void held(long[] into) {}

    @Override
    void free() {
      TraceNative.close(handle);
    }
  }
}
