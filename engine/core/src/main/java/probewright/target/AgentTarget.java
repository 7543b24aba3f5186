package probewright.target;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;
import probewright.agent.wire.MalformedFrameException;
import probewright.agent.wire.Protocol;
import probewright.btf.Kernel;
import probewright.compiler.BpfObject;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.dialect.MapDeclaration;
import probewright.probes.Attachment;

/** A target whose agent is at the other end of a byte stream. Safe for many threads. */
public final class AgentTarget implements Target {
  /** A verifier under emulation takes its time over a large program. */
  private static final Duration LOAD_PATIENCE = Duration.ofMinutes(5);

  private final String id;
  private final Optional<Workloads> workloads;
  private final AgentClient client;
  private final KernelFacts facts;
  private final KernelLists lists;
  private @Nullable Kernel kernel;
  private @Nullable ProbeCatalogue catalogue;

  private AgentTarget(
      String id, Optional<Workloads> workloads, AgentClient client, KernelFacts facts) {
    this.id = id;
    this.workloads = workloads;
    this.client = client;
    this.facts = facts;
    this.lists = new KernelLists(new AgentFiles(client));
  }

  /**
   * Opens a session with the agent, which may still be starting.
   *
   * @param id as the command line spells the target
   * @param beneath what carries the stream; closed with the target, also when this fails; closing
   *     it must end reads and writes that are under way
   * @param cache the folder in which kernels' BTF is kept
   * @param patience how long the agent may take to answer
   * @throws ProblemException {@code agent.silent}, {@code agent.gone}, {@code agent.older}, {@code
   *     agent.newer}
   */
  public static AgentTarget connect(
      String id,
      InputStream in,
      OutputStream out,
      Optional<Workloads> workloads,
      AutoCloseable beneath,
      Path cache,
      Duration patience)
      throws ProblemException {
    AgentClient client = AgentClient.connect(in, out, beneath, patience);
    return new AgentTarget(id, workloads, client, new KernelFacts(client, cache));
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public synchronized Kernel kernel() throws ProblemException {
    if (kernel == null) {
      kernel = facts.read();
    }
    return kernel;
  }

  @Override
  public Optional<Clocks> clocks() throws ProblemException {
    if (!client.offered().has(Protocol.CLOCKS)) {
      return Optional.empty();
    }
    try {
      Body reply = client.request(Protocol.CLOCKS, Body.with().done(), AgentFiles.PATIENCE);
      return Optional.of(new Clocks(reply.number("monotonic"), reply.number("wall")));
    } catch (AgentException e) {
      throw new ProblemException(AgentFiles.refused(Stage.LOAD, e), e);
    } catch (MalformedFrameException e) {
      throw AgentFiles.malformed(e);
    }
  }

  @Override
  public synchronized ProbeCatalogue catalogue() throws ProblemException {
    if (catalogue == null) {
      catalogue = new ProbeCatalogue(client, kernel(), lists);
    }
    return catalogue;
  }

  @Override
  public Outcome<Loaded> load(BpfObject object, AttachOptions options) throws ProblemException {
    List<Attachment> attachments = object.expanded().attachments();
    Offered offered = client.offered();
    Optional<Problem> never = offered.missing(object.expanded());
    if (never.isEmpty() && !offered.has(Offered.LSM)) {
      never = new LsmCheck(new AgentFiles(client)).problem(attachments);
    }
    if (never.isPresent()) {
      return Outcome.refused(never.get());
    }
    Set<String> together = TogetherPrograms.of(attachments, this::attachesTogether);
    Map<String, String> targets = new LinkedHashMap<>();
    for (Attachment attachment : attachments) {
      targets.putIfAbsent(attachment.function(), loadTarget(attachment));
    }
    options.later().forEach(function -> targets.putIfAbsent(function, ""));
    List<Body> pins = new ArrayList<>();
    for (MapDeclaration map : object.expanded().maps()) {
      // what is only reached by a tail call is loaded as well
      map.programs().forEach(function -> targets.putIfAbsent(function, ""));
      if (!map.path().isEmpty()) {
        pins.add(Body.with().put("map", map.name()).put("path", map.path()).done());
      }
    }
    List<Body> programs = new ArrayList<>();
    targets.forEach(
        (name, target) ->
            programs.add(
                Body.with()
                    .put("name", name)
                    .put("target", target)
                    .put("many", together.contains(name))
                    .done()));
    Body request =
        Body.with().put("elf", object.elf()).put("programs", programs).put("pins", pins).done();
    try {
      Body reply = client.request(Protocol.LOAD, request, LOAD_PATIENCE);
      return Outcome.done(
          new AgentLoaded(
              client,
              object.expanded(),
              reply.number("object"),
              targets.keySet(),
              together,
              kernel().machine(),
              lists));
    } catch (AgentException e) {
      return Outcome.refused(refusal(object, e));
    } catch (MalformedFrameException e) {
      throw AgentFiles.malformed(e);
    }
  }

  /** Trampolines, hooks and iterators are refused here already when there is no such place. */
  private Problem refusal(BpfObject object, AgentException refusal) throws ProblemException {
    if (refusal.code().equals("load.no-target")) {
      for (Attachment attachment : object.expanded().attachments()) {
        if (attachment.function().equals(refusal.argument(0))) {
          Problem problem =
              new AttachDiagnosis(lists)
                  .noTarget(attachment, Errno.number(refusal.argument(2)), refusal, kernel().btf());
          return AttachFixes.add(problem, object.expanded().program());
        }
      }
    }
    return new LoadDiagnosis(client, object).explain(refusal);
  }

  /** From 5.18 on, where the kernel was built with it; Debian's 6.1 was not. */
  private boolean attachesTogether() {
    return client.offered().has(Offered.MANY);
  }

  /** What the verifier must know the place of. */
  private static String loadTarget(Attachment attachment) {
    return switch (attachment.probe().kind()) {
      case FENTRY, FEXIT, FMOD_RET, LSM, ITER, TP_BTF -> attachment.probe().parts().get(0);
      default -> "";
    };
  }

  @Override
  public Optional<Workloads> workloads() {
    return workloads;
  }

  @Override
  public void close() {
    client.close();
  }
}
