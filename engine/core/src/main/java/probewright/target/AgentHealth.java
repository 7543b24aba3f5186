package probewright.target;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;
import probewright.agent.wire.MalformedFrameException;
import probewright.agent.wire.Protocol;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.output.Health;

/** Asks the agent what a run costs. */
final class AgentHealth {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final AgentClient client;
  private final long run;

  AgentHealth(AgentClient client, long run) {
    this.client = client;
    this.run = run;
  }

  /** See {@link Attached#countCosts}. */
  Optional<Problem> count(boolean on) throws ProblemException {
    try {
      client.request(
          Protocol.HEALTH_COUNT, Body.with().put("run", run).put("on", on).done(), PATIENCE);
      return Optional.empty();
    } catch (AgentException e) {
      return Optional.of(
          e.code().equals("health.no-statistics")
              ? Problem.error(Stage.STREAM, e.code(), Errno.words(e.argument(0))).asWarning()
              : AgentFiles.refused(Stage.STREAM, e));
    }
  }

  Health read() throws ProblemException {
    try {
      return of(client.request(Protocol.HEALTH_READ, Body.with().put("run", run).done(), PATIENCE));
    } catch (AgentException e) {
      throw new ProblemException(AgentFiles.refused(Stage.STREAM, e), e);
    } catch (MalformedFrameException e) {
      throw AgentFiles.malformed(e);
    }
  }

  /** The figures of an answer. */
  Health of(Body reply) throws MalformedFrameException {
    List<Health.Program> programs = new ArrayList<>();
    for (Body program : reply.bodies("programs")) {
      programs.add(
          new Health.Program(
              program.text("name"),
              program.number("id"),
              program.number("runs"),
              program.number("nanos"),
              program.number("missed")));
    }
    List<Health.Memory> maps = new ArrayList<>();
    for (Body map : reply.bodies("maps")) {
      maps.add(new Health.Memory(map.text("name"), map.number("id"), map.number("bytes")));
    }
    List<Health.Buffer> buffers = new ArrayList<>();
    for (Body stream : reply.bodies("streams")) {
      buffer(stream).ifPresent(buffers::add);
    }
    return new Health(
        reply.number("nanos"), reply.number("cpus", 1, Integer.MAX_VALUE), programs, maps, buffers);
  }

  /** Empty for a stream that is over. */
  private Optional<Health.Buffer> buffer(Body stream) throws MalformedFrameException {
    int id = stream.number("stream", 0, 65535);
    long capacity = stream.number("capacity");
    int count = stream.number("buffers", 0, Integer.MAX_VALUE);
    long held = stream.number("held");
    long peak = stream.number("peak");
    return client
        .streams()
        .count(id)
        .map(came -> new Health.Buffer(came.name(), capacity, count, held, peak, came.counts()));
  }
}
