package probewright.target;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;
import probewright.agent.wire.MalformedFrameException;
import probewright.agent.wire.Protocol;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.ProblemException;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.MapDeclaration;
import probewright.probes.Attachment;

/** An object that the agent holds. */
final class AgentLoaded implements Loaded {
  private static final Duration ATTACH_PATIENCE = Duration.ofMinutes(2);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);

  /**
   * Per CPU: 256 KiB hold some thousand events, so a burst is not lost while a batch is written.
   */
  private static final int PERF_PAGES = 64;

  private final AgentClient client;
  private final ExpandedProgram program;
  private final long handle;
  private boolean closed;

  AgentLoaded(AgentClient client, ExpandedProgram program, long handle) {
    this.client = client;
    this.program = program;
    this.handle = handle;
  }

  @Override
  public Outcome<Attached> attach(List<Attachment> attachments, StreamListener listener)
      throws ProblemException {
    List<Integer> ids = new ArrayList<>();
    // a run that only counts has no stream, and is to hear of the agent's end as well
    ids.add(client.streams().add("", listener));
    List<Body> streams = new ArrayList<>();
    for (MapDeclaration map : program.maps()) {
      switch (map.kind()) {
        case PERF_OUTPUT -> streams.add(stream(ids, "perf", map.name(), listener));
        case RINGBUF_OUTPUT -> streams.add(stream(ids, "ring", map.name(), listener));
        default -> {
          // read when it is asked for
        }
      }
    }
    if (program.printsTrace()) {
      streams.add(stream(ids, "trace", StreamListener.TRACE_PIPE, listener));
    }
    List<Body> specs =
        attachments.stream()
            .map(
                attachment ->
                    Body.with()
                        .put("program", attachment.function())
                        .put("kind", attachment.probe().kind().word())
                        .put("parts", attachment.probe().parts())
                        .done())
            .toList();
    Body request =
        Body.with().put("object", handle).put("streams", streams).put("attachments", specs).done();
    boolean attached = false;
    try {
      long run = client.request(Protocol.ATTACH, request, ATTACH_PATIENCE).number("run");
      attached = true;
      return Outcome.done(new AgentAttached(client, handle, run, ids));
    } catch (AgentException e) {
      return Outcome.refused(new AttachDiagnosis(new AgentFiles(client)).explain(e, attachments));
    } catch (MalformedFrameException e) {
      throw AgentFiles.malformed(e);
    } finally {
      if (!attached) {
        ids.forEach(client.streams()::forget);
      }
    }
  }

  private Body stream(List<Integer> ids, String kind, String name, StreamListener listener) {
    int id = client.streams().add(name, listener);
    ids.add(id);
    return Body.with()
        .put("id", id)
        .put("kind", kind)
        .put("name", name)
        .put("pages", PERF_PAGES)
        .done();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    AgentAttached.quietly(client, Protocol.UNLOAD, "object", handle, CLOSE_PATIENCE);
  }
}
