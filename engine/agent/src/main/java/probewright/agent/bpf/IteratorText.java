package probewright.agent.bpf;

import java.io.IOException;
import java.io.InputStream;

/** One run of an iterator, read as the text that its program writes. */
final class IteratorText extends InputStream {
  private final int descriptor;
  private boolean closed;

  IteratorText(int descriptor) {
    this.descriptor = descriptor;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int count = LinkNative.read(descriptor, into, from, length);
    if (count < 0) {
      throw new IOException("errno " + -count);
    }
    return count == 0 ? -1 : count;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      LinkNative.close(descriptor);
    }
  }
}
