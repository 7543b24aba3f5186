package probewright.agent.wire;

import java.io.IOException;

/** Bytes on the wire that are no frame, or a frame whose payload is not what its type says. */
public final class MalformedFrameException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param what the part that is wrong: {@code type}, {@code length}, {@code cbor} or a field
   * @param found what stood there
   */
  public MalformedFrameException(String what, Object found) {
    super("malformed frame: " + what + " " + found);
  }
}
