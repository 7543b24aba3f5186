package probewright.agent.wire;

/** What a frame carries. The number is the frame's type byte. */
public enum FrameType {
  /** CBOR: opens a session, from both sides. Always preceded by the {@link Frame#marker marker}. */
  HELLO(1),
  /** CBOR, client to agent: {@code id}, {@code op} and the operation's own fields. */
  REQUEST(2),
  /** CBOR, agent to client: the {@code id} of the request and what it came to. */
  REPLY(3),
  /** CBOR, agent to client: {@code id}, {@code code}, {@code arguments}, and {@code raw} words. */
  ERROR(4),
  /** CBOR, agent to client: something nobody asked for. */
  NOTICE(5),
  /** Raw, agent to client: records of one stream, see {@link Records}. */
  BATCH(6),
  /** Raw, client to agent: u32, how many more bytes of batches may be sent. */
  CREDIT(7);

  private final int number;

  FrameType(int number) {
    this.number = number;
  }

  /** The type byte. */
  public int number() {
    return number;
  }

  static FrameType of(int number) throws MalformedFrameException {
    for (FrameType type : values()) {
      if (type.number == number) {
        return type;
      }
    }
    throw new MalformedFrameException("type", number);
  }
}
