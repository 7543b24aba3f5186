package probewright.agent.bpf;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** {@code map.c}. All buffers are direct; a negative result is a negated errno. */
final class MapNative {
  /** Set beside the count when no more entries follow. */
  static final long LAST = 1L << 32;

  static {
    System.loadLibrary("probewright-agent");
  }

  private MapNative() {}

  /** {@code taking} deletes what it reads. */
  static native long readBatch(
      int map,
      int key,
      int value,
      ByteBuffer page,
      int room,
      ByteBuffer cursor,
      boolean first,
      boolean taking);

  static native long readEach(
      int map,
      int key,
      int value,
      ByteBuffer page,
      int room,
      ByteBuffer cursor,
      boolean first,
      boolean taking);

  static native int lookup(int map, @Nullable ByteBuffer key, ByteBuffer value);

  static native int update(int map, @Nullable ByteBuffer key, ByteBuffer value);

  static native int take(int map, @Nullable ByteBuffer key, ByteBuffer value);

  static native int updateMany(
      int map, int key, int value, ByteBuffer keys, ByteBuffer values, int count);

  static native int delete(int map, int key, ByteBuffer keys, int count);

  static native int fill(int map, int entries, ByteBuffer value);
}
