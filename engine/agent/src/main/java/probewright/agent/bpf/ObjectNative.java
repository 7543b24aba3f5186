package probewright.agent.bpf;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** {@code object.c}. Handles are addresses; a negative result is a negated errno. */
final class ObjectNative {
  static {
    System.loadLibrary("probewright-agent");
  }

  private ObjectNative() {}

  static native long open(ByteBuffer elf, int size);

  /** The program after that one, 0 when it was the last; after 0 comes the first. */
  static native long nextProgram(long object, long previous);

  static native String programName(long program);

  static native int descriptor(long program);

  static native int autoload(long program, boolean load);

  static native int target(long program, String function);

  static native int many(long program, boolean many);

  static native long giveLog(long program, long size, int level);

  /** How many bytes were written into a log. */
  static native long logLength(long log, long size);

  static native byte[] readLog(long log, long from, long length);

  static native void freeLog(long log, long size);

  static native int load(long object);

  /** Pins a map there when it is made; null for nowhere, whatever the object says. */
  static native int pin(long map, @Nullable String path);

  static native long nextMap(long object, long previous);

  static native String mapName(long map);

  /** Descriptor, type, key size, value size, entries, whether it is libbpf's own. */
  static native void mapFacts(long map, int[] into);

  static native void close(long object);
}
