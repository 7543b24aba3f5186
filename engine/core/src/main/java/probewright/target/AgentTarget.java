package probewright.target;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
import probewright.probes.Attachment;
import probewright.verifier.Knowledge;

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
    Optional<Problem> never = never(object);
    if (never.isPresent()) {
      return Outcome.refused(never.get());
    }
    LoadRequest asked = request(object, options);
    try {
      Body reply = client.request(Protocol.LOAD, asked.pinned(), LOAD_PATIENCE);
      return Outcome.done(
          new AgentLoaded(
              client,
              object.expanded(),
              reply.number("object"),
              asked.targets().keySet(),
              asked.together(),
              kernel().machine(),
              lists));
    } catch (AgentException e) {
      return Outcome.refused(refusal(object, e));
    } catch (MalformedFrameException e) {
      throw AgentFiles.malformed(e);
    }
  }

  @Override
  public Outcome<List<Knowledge>> verify(BpfObject object, AttachOptions options)
      throws ProblemException {
    Optional<Problem> never = never(object);
    if (never.isPresent()) {
      return Outcome.refused(never.get());
    }
    try {
      Body reply = client.request(Protocol.VERIFY, request(object, options).body(), LOAD_PATIENCE);
      return Outcome.done(new KnowledgeReader(object).read(reply));
    } catch (AgentException e) {
      return Outcome.refused(refusal(object, e));
    } catch (MalformedFrameException e) {
      throw AgentFiles.malformed(e);
    }
  }

  private LoadRequest request(BpfObject object, AttachOptions options) throws ProblemException {
    List<Attachment> attachments = object.expanded().attachments();
    return LoadRequest.of(
        object, options, TogetherPrograms.of(attachments, this::attachesTogether));
  }

  /** What this kernel has not, so that it need not be tried. */
  private Optional<Problem> never(BpfObject object) throws ProblemException {
    Offered offered = client.offered();
    Optional<Problem> never = offered.missing(object.expanded());
    return never.isEmpty() && !offered.has(Offered.LSM)
        ? new LsmCheck(new AgentFiles(client)).problem(object.expanded().attachments())
        : never;
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

  @Override
  public Optional<Workloads> workloads() {
    return workloads;
  }

  @Override
  public void close() {
    client.close();
  }
}
