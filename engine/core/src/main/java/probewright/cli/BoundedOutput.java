package probewright.cli;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Keeps the end of what a workload writes: enough to say why it failed. */
final class BoundedOutput extends OutputStream {
  private static final int MOST = 4 << 10;

  private byte[] kept = new byte[0];

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    int fromOld = Math.max(0, Math.min(kept.length, MOST - length));
    int fromNew = Math.min(length, MOST);
    byte[] next = Arrays.copyOfRange(kept, kept.length - fromOld, kept.length + fromNew);
    System.arraycopy(bytes, offset + length - fromNew, next, fromOld, fromNew);
    kept = next;
  }

  synchronized String lastWords() {
    return new String(kept, StandardCharsets.UTF_8);
  }
}
