package probewright.oracle;

import java.nio.ByteBuffer;

/** {@code events/pages.c}, which only the benchmark builds. */
final class PagesNative {
  static {
    System.loadLibrary("pages");
  }

  private PagesNative() {}

  static native long open(String file);

  static native void rewind(long pages);

  static native int fill(long pages, ByteBuffer into, int from, int size);

  static native long plain(long pages, int size);

  static native long check(int size);
}
