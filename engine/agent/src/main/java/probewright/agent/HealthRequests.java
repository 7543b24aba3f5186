package probewright.agent;

import java.util.ArrayList;
import java.util.List;
import probewright.agent.bpf.Bpf;
import probewright.agent.bpf.Cost;
import probewright.agent.bpf.EventReader.Held;
import probewright.agent.bpf.LoadedObject;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;
import probewright.agent.wire.MalformedFrameException;

/** What a run costs and how full its buffers are. For one thread. */
final class HealthRequests {
  private final ProgramRequests programs;
  private final Bpf bpf;

  HealthRequests(ProgramRequests programs, Bpf bpf) {
    this.programs = programs;
    this.bpf = bpf;
  }

  /** Begins or ends the kernel's counting, which ends with the run in any case. */
  Body count(Body request) throws AgentException, MalformedFrameException {
    Run run = programs.run(request);
    if (request.flag("on")) {
      run.count(bpf);
    } else {
      run.stopCounting();
    }
    return Body.with().done();
  }

  /** All figures, and the moment at which the programs' were taken. */
  Body read(Body request) throws AgentException, MalformedFrameException {
    return figures(programs.run(request), programs.objectOfRun(request));
  }

  /** Detaches; the answer has the figures of the end as well, where they can be had. */
  Body detach(Body request) throws AgentException, MalformedFrameException {
    Run run = programs.run(request);
    LoadedObject object = programs.objectOfRun(request);
    Body detached = programs.detach(request);
    try {
      return Body.with().putAll(detached).putAll(figures(run, object)).done();
    } catch (AgentException unknown) {
      return detached;
    }
  }

  private Body figures(Run run, LoadedObject object) throws AgentException {
    long nanos = System.nanoTime();
    Cost cost = object.cost();
    List<Body> streams = new ArrayList<>();
    for (Source source : run.sources()) {
      Held held = source.reader().held();
      streams.add(
          Body.with()
              .put("stream", source.id())
              .put("held", held.now())
              .put("peak", held.peak())
              .put("capacity", held.capacity())
              .put("buffers", held.buffers())
              .done());
    }
    return Body.with()
        .put("nanos", nanos)
        .put("cpus", bpf.onlineCpus())
        .put("programs", cost.programs().stream().map(HealthRequests::program).toList())
        .put("maps", cost.maps().stream().map(HealthRequests::memory).toList())
        .put("streams", streams)
        .done();
  }

  private static Body program(Cost.Program program) {
    return Body.with()
        .put("name", program.name())
        .put("id", program.id())
        .put("runs", program.runs())
        .put("nanos", program.nanos())
        .put("missed", program.missed())
        .done();
  }

  private static Body memory(Cost.Memory map) {
    return Body.with().put("name", map.map()).put("id", map.id()).put("bytes", map.bytes()).done();
  }
}
