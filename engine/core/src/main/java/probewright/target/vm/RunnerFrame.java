package probewright.target.vm;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A frame of the guest's runner: length of what follows (u32, big endian), type, command id (u32),
 * payload. The other end is {@code packaging/practice/runner.c}.
 */
record RunnerFrame(int type, int id, byte[] payload) {
  static final int START = 1;
  static final int KILL = 2;
  static final int CREDIT = 3;
  static final int WAKE = 4;
  static final int PING = 5;
  static final int STDOUT = 16;
  static final int STDERR = 17;
  static final int EXIT = 18;
  static final int AWAKE = 19;
  static final int PONG = 20;
  static final int REFUSED = 21;
  static final int AGENT_ENDED = 22;

  /** What the runner's buffer takes. */
  static final int LONGEST = 1 << 20;

  private static final int HEAD = 5;

  byte[] bytes() {
    return ByteBuffer.allocate(4 + HEAD + payload.length)
        .putInt(HEAD + payload.length)
        .put((byte) type)
        .putInt(id)
        .put(payload)
        .array();
  }

  /** The next frame, or null at the end of the stream. */
  static @Nullable RunnerFrame read(DataInputStream input) throws IOException {
    int length;
    try {
      length = input.readInt();
    } catch (EOFException end) {
      return null;
    }
    if (length < HEAD || length > LONGEST) {
      throw new IOException("a frame of " + length + " bytes");
    }
    int type = input.readUnsignedByte();
    int id = input.readInt();
    byte[] payload = input.readNBytes(length - HEAD);
    if (payload.length < length - HEAD
        || ((type == EXIT || type == AGENT_ENDED) && payload.length != Integer.BYTES)) {
      throw new IOException("a frame of type " + type + " with " + payload.length + " bytes");
    }
    return new RunnerFrame(type, id, payload);
  }

  int number() {
    return ByteBuffer.wrap(payload).getInt();
  }

  static byte[] number(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }
}
