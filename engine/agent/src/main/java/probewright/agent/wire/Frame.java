package probewright.agent.wire;

/**
 * One unit of the wire: a type and a payload. On the wire: u32 length of the payload (big-endian),
 * u8 type, payload.
 */
public record Frame(FrameType type, byte[] payload) {
  /** The largest payload, in bytes. */
  public static final int MAXIMUM = Limits.FRAME;

  /** Bytes before the payload. */
  public static final int HEADER = 5;

  private static final byte[] MARKER = {
    (byte) 0xff, 'P', 'r', 'o', 'b', 'e', 'w', 'r', 'i', 'g', 'h', 't', 0x0d, 0x0a, 0x1a, 0x00
  };

  /**
   * What stands before each hello. Its first four bytes are a length that no frame has, so it is
   * known at every frame boundary, and whoever has lost the boundary searches for it.
   */
  public static byte[] marker() {
    return MARKER.clone();
  }

  static int markerLength() {
    return MARKER.length;
  }

  static byte markerByte(int index) {
    return MARKER[index];
  }
}
