package probewright.agent.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads frames from a byte stream. For one thread; buffer the stream beneath if reads are dear. */
public final class FrameReader {
  private static final int MARKER_START = 0xff50726f;

  private final InputStream in;

  public FrameReader(InputStream in) {
    this.in = in;
  }

  /**
   * Skips everything up to and including the next marker.
   *
   * @throws EOFException when the stream ends before one
   */
  public void awaitMarker() throws IOException {
    int matched = 0;
    while (matched < Frame.markerLength()) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      // the marker's first byte occurs nowhere else in it, so a mismatch can only restart at 0 or 1
      if ((byte) next == Frame.markerByte(matched)) {
        matched++;
      } else {
        matched = (byte) next == Frame.markerByte(0) ? 1 : 0;
      }
    }
  }

  /**
   * The next frame; empty when a marker stands in its place, after which the peer's hello follows.
   *
   * @throws EOFException when the stream ends, be it between frames or inside one
   * @throws MalformedFrameException when what comes is no frame
   */
  public Optional<Frame> read() throws IOException {
    int length = 0;
    for (int i = 0; i < 4; i++) {
      length = length << 8 | readByte();
    }
    if (length == MARKER_START) {
      for (int i = 4; i < Frame.markerLength(); i++) {
        int next = readByte();
        if ((byte) next != Frame.markerByte(i)) {
          throw new MalformedFrameException("marker", next);
        }
      }
      return Optional.empty();
    }
    if (length < 0 || length > Frame.MAXIMUM) {
      throw new MalformedFrameException("length", Integer.toUnsignedString(length));
    }
    FrameType type = FrameType.of(readByte());
    if (type == FrameType.HELLO && length > Limits.HELLO) {
      throw new MalformedFrameException("length", length);
    }
    // grows as bytes arrive, so a length that lies costs no more memory than what was sent
    byte[] payload = in.readNBytes(length);
    if (payload.length < length) {
      throw new EOFException();
    }
    return Optional.of(new Frame(type, payload));
  }

  private int readByte() throws IOException {
    int next = in.read();
    if (next < 0) {
      throw new EOFException();
    }
    return next;
  }
}
