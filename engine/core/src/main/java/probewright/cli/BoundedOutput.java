package probewright.cli;

import java.io.ByteArrayOutputStream;

/** Keeps the first 64 KiB of what a workload writes: enough to say why it failed. */
final class BoundedOutput extends ByteArrayOutputStream {
  private static final int MOST = 64 << 10;

  @Override
  public synchronized void write(int b) {
    if (count < MOST) {
      super.write(b);
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    super.write(bytes, offset, Math.min(length, MOST - count));
  }
}
