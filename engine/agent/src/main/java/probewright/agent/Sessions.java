package probewright.agent;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import probewright.agent.bpf.Bpf;
import probewright.agent.channel.Channel;
import probewright.agent.kernel.KernelFiles;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;
import probewright.agent.wire.Frame;
import probewright.agent.wire.FrameReader;
import probewright.agent.wire.FrameType;
import probewright.agent.wire.MalformedFrameException;
import probewright.agent.wire.Protocol;

/**
 * Serves clients one after the other. Whatever ends a session (the channel's end, a new client's
 * marker, bytes that are no frame) takes everything down that was loaded in it; the next one starts
 * with nothing.
 */
public final class Sessions {
  private final Channel channel;
  private final KernelFiles files;
  private final Bpf bpf;

  public Sessions(Channel channel, KernelFiles files, Bpf bpf) {
    this.bpf = bpf;
    this.channel = channel;
    this.files = files;
  }

  /** Returns when no client will come any more. */
  public void serve() throws IOException {
    while (channel.awaitPeer()) {
      serve(new BufferedInputStream(channel.in(), 64 << 10));
    }
  }

  private void serve(InputStream in) {
    FrameReader reader = new FrameReader(in);
    try {
      reader.awaitMarker();
      while (true) {
        try {
          session(reader);
        } catch (MalformedFrameException e) {
          // the boundary is lost: only a new hello can be trusted
          System.err.println("agent: " + e.getMessage());
          reader.awaitMarker();
        }
      }
    } catch (EOFException e) {
      return;
    } catch (IOException e) {
      System.err.println("agent: " + e.getMessage());
    }
  }

  /** From behind a marker to behind the next. */
  private void session(FrameReader reader) throws IOException {
    Optional<Frame> hello = reader.read();
    if (hello.isEmpty()) {
      return;
    }
    if (hello.get().type() != FrameType.HELLO) {
      throw new MalformedFrameException("hello", hello.get().type());
    }
    Body greeting = Body.decodeRequest(hello.get().payload());
    Outbox outbox = new Outbox(channel.out());
    Body.Builder answer =
        Body.with().put("protocol", Protocol.VERSION).put("session", greeting.number("session"));
    long protocol = greeting.number("protocol");
    if (protocol != Protocol.VERSION) {
      outbox.hello(answer.done());
      refuseAll(reader, outbox, protocol);
      return;
    }
    try (Session session = new Session(outbox, files, bpf)) {
      outbox.hello(answer.put("offers", Offers.of(files, bpf)).done());
      for (Optional<Frame> frame = reader.read(); frame.isPresent(); frame = reader.read()) {
        session.receive(frame.get());
      }
    }
  }

  /**
   * A client of another version has our version from the hello; one that asks all the same hears.
   */
  private static void refuseAll(FrameReader reader, Outbox outbox, long protocol)
      throws IOException {
    System.err.println(
        "agent: a client speaks version " + protocol + " of the protocol, not " + Protocol.VERSION);
    for (Optional<Frame> frame = reader.read(); frame.isPresent(); frame = reader.read()) {
      if (frame.get().type() == FrameType.REQUEST) {
        long id = Body.decodeRequest(frame.get().payload()).number("id");
        AgentException no = new AgentException("agent.protocol", protocol, Protocol.VERSION);
        outbox.control(FrameType.ERROR, no.body(id));
      }
    }
  }
}
