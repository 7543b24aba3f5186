package probewright.agent.channel;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * A channel over file descriptors, without blocking beneath: the JDK's own streams would spin on a
 * virtio-serial port nobody has opened (reads return 0 at once) and hang in a write to one.
 */
public final class NativeChannel implements Channel {
  private static final int BUFFER = 64 << 10;

  private final int readDescriptor;
  private final int writeDescriptor;
  private final boolean port;
  private boolean used;

  private NativeChannel(int readDescriptor, int writeDescriptor, boolean port) {
    this.readDescriptor = readDescriptor;
    this.writeDescriptor = writeDescriptor;
    this.port = port;
  }

  /** A virtio-serial port of this machine, such as {@code /dev/vport0p1}. Clients come and go. */
  public static NativeChannel ofPort(String path) throws IOException {
    int descriptor = check(open(path), "open " + path);
    return new NativeChannel(descriptor, descriptor, true);
  }

  /** Two open descriptors. The first client is the only one. */
  public static NativeChannel ofDescriptors(int in, int out) throws IOException {
    check(unblock(in), "unblock");
    check(unblock(out), "unblock");
    return new NativeChannel(in, out, false);
  }

  @Override
  public boolean awaitPeer() throws IOException {
    if (port) {
      check(await(readDescriptor), "await");
      return true;
    }
    boolean first = !used;
    used = true;
    return first;
  }

  @Override
  public InputStream in() {
    return new In();
  }

  @Override
  public OutputStream out() {
    return new Out();
  }

  private final class In extends InputStream {
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).limit(0);

    @Override
    public int read() throws IOException {
      return fill() ? buffer.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!fill()) {
        return -1;
      }
      int count = Math.min(length, buffer.remaining());
      buffer.get(into, offset, count);
      return count;
    }

    private boolean fill() throws IOException {
      if (!buffer.hasRemaining()) {
        buffer.clear().limit(0);
        int count = check(NativeChannel.read(readDescriptor, buffer, BUFFER), "read");
        buffer.limit(count);
      }
      return buffer.hasRemaining();
    }
  }

  private final class Out extends OutputStream {
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      int done = 0;
      while (done < length) {
        int count = Math.min(BUFFER, length - done);
        buffer.clear().put(from, offset + done, count);
        check(NativeChannel.write(writeDescriptor, buffer, count), "write");
        done += count;
      }
    }
  }

  private static int check(int result, String what) throws IOException {
    if (result == -4) {
      throw new InterruptedIOException(what);
    }
    if (result < 0) {
      throw new IOException(what + ": errno " + -result);
    }
    return result;
  }

  static {
    System.loadLibrary("probewright-agent");
  }

  // each returns a negated errno on failure

  private static native int open(String path);

  private static native int unblock(int descriptor);

  /** Blocks until the other side of the port is open. */
  private static native int await(int descriptor);

  /** Blocks until there is something; 0 at the end, which is also a port's other side closing. */
  private static native int read(int descriptor, ByteBuffer into, int length);

  /** Blocks until all is written; fails when a port's other side closes. */
  private static native int write(int descriptor, ByteBuffer from, int length);
}
