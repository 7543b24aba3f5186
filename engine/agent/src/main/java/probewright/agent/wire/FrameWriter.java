package probewright.agent.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Writes frames to a byte stream, each in one call. Not for several threads at once. */
public final class FrameWriter {
  private final OutputStream out;

  public FrameWriter(OutputStream out) {
    this.out = out;
  }

  /** Writes one frame and flushes it. */
  public void write(FrameType type, byte[] payload) throws IOException {
    byte[] whole = new byte[Frame.HEADER + payload.length];
    putHeader(ByteBuffer.wrap(whole), type, payload.length);
    System.arraycopy(payload, 0, whole, Frame.HEADER, payload.length);
    out.write(whole);
    out.flush();
  }

  /** Writes the marker and a hello, which open a session. */
  public void writeHello(Body hello) throws IOException {
    out.write(Frame.marker());
    write(FrameType.HELLO, hello.encode());
  }

  /** Puts the five bytes before a payload of {@code length} bytes. */
  public static void putHeader(ByteBuffer into, FrameType type, int length) {
    if (length > Frame.MAXIMUM) {
      throw new IllegalArgumentException("payload of " + length + " bytes");
    }
    into.putInt(length).put((byte) type.number());
  }
}
