package probewright.target;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;
import probewright.agent.wire.MalformedFrameException;
import probewright.agent.wire.Protocol;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.MapDeclaration;
import probewright.probes.Attachment;

/** An object that the agent holds. */
final class AgentLoaded implements Loaded {
  private static final Duration ATTACH_PATIENCE = Duration.ofMinutes(2);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);

  private final AgentClient client;
  private final ExpandedProgram program;
  private final long handle;
  private final StaticSpecs specs;
  private final Set<String> programs;
  private final Set<String> together;
  private final KernelLists lists;
  private boolean closed;

  /**
   * @param programs those that were loaded
   * @param together the programs that were loaded for many functions with one link
   */
  AgentLoaded(
      AgentClient client,
      ExpandedProgram program,
      long handle,
      Set<String> programs,
      Set<String> together,
      String machine,
      KernelLists lists) {
    this.lists = lists;
    this.client = client;
    this.program = program;
    this.handle = handle;
    this.specs = new StaticSpecs(client, handle, machine);
    this.programs = Set.copyOf(programs);
    this.together = Set.copyOf(together);
  }

  @Override
  public Outcome<Attached> attach(
      List<Attachment> all, AttachOptions options, StreamListener listener)
      throws ProblemException {
    List<Attachment> attachments =
        all.stream().filter(one -> !options.later().contains(one.function())).toList();
    List<Integer> ids = new ArrayList<>();
    // a run that only counts has no stream, and is to hear of the agent's end as well
    ids.add(client.streams().add("", listener));
    List<Body> streams = new ArrayList<>();
    for (MapDeclaration map : program.maps()) {
      switch (map.kind()) {
        case PERF_OUTPUT -> streams.add(stream(ids, "perf", map.name(), options, listener));
        case RINGBUF_OUTPUT -> streams.add(stream(ids, "ring", map.name(), options, listener));
        default -> {
          // read when it is asked for
        }
      }
    }
    if (program.printsTrace()) {
      streams.add(stream(ids, "trace", StreamListener.TRACE_PIPE, options, listener));
    }
    Body request =
        Body.with()
            .put("object", handle)
            .put("streams", streams)
            .put("attachments", List.<Body>of())
            .done();
    boolean attached = false;
    try {
      long run = client.request(Protocol.ATTACH, request, ATTACH_PATIENCE).number("run");
      AgentAttached made =
          new AgentAttached(
              client,
              lists,
              options,
              handle,
              run,
              ids,
              programs,
              all,
              () -> attaching(run, options, listener));
      listener.symbols(made.symbols());
      Attaching attaching = attaching(run, options, listener);
      Optional<Problem> problem = Optional.empty();
      try {
        for (int i = 0; i < attachments.size() && problem.isEmpty(); i++) {
          problem = attaching.attach(attachments.get(i));
          made.joined(attachments.get(i), attaching);
        }
        attached = problem.isEmpty();
      } finally {
        if (!attached) {
          made.close();
        }
      }
      return attached
          ? new Outcome.Done<>(
              made,
              attaching.notes().stream()
                  .map(note -> AttachFixes.add(note, program.program()))
                  .toList())
          : Outcome.refused(AttachFixes.add(problem.orElseThrow(), program.program()));
    } catch (AgentException e) {
      return Outcome.refused(AgentFiles.refused(Stage.ATTACH, e));
    } catch (MalformedFrameException e) {
      throw AgentFiles.malformed(e);
    } finally {
      if (!attached) {
        ids.forEach(client.streams()::forget);
      }
    }
  }

  private Attaching attaching(long run, AttachOptions options, StreamListener listener) {
    KernelPlans kernel = new KernelPlans(lists);
    UserPlans user =
        new UserPlans(new AgentBinaries(client, options.pid()), specs, options.hasPid());
    return new Attaching(
        client,
        Body.with().put("object", handle).put("run", run).done(),
        options,
        new Planner(kernel, user, together),
        kernel,
        new AttachDiagnosis(lists),
        listener);
  }

  private Body stream(
      List<Integer> ids, String kind, String name, AttachOptions options, StreamListener listener) {
    int id = client.streams().add(name, listener);
    ids.add(id);
    return Body.with()
        .put("id", id)
        .put("kind", kind)
        .put("name", name)
        .put("pages", options.perfPages())
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
