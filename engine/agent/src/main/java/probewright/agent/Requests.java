package probewright.agent;

import java.io.IOException;
import java.time.Instant;
import probewright.agent.bpf.Bpf;
import probewright.agent.kernel.KernelFiles;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;
import probewright.agent.wire.MalformedFrameException;
import probewright.agent.wire.Protocol;

/** What a session can be asked, for one thread; {@code verify} from any. */
final class Requests implements AutoCloseable {
  private final KernelFiles files;
  private final Bpf bpf;
  private final BinaryRequests binaries;
  private final FileRequests fileRequests;
  private final ProgramRequests programs;
  private final StoryRequests stories;
  private final MapRequests maps;
  private final HealthRequests health;

  Requests(KernelFiles files, Bpf bpf, Outbox outbox) {
    this.files = files;
    this.bpf = bpf;
    this.binaries = new BinaryRequests(files.root(), bpf);
    this.fileRequests = new FileRequests(files, binaries);
    this.programs = new ProgramRequests(bpf, outbox);
    this.stories = new StoryRequests(bpf);
    this.maps = new MapRequests(programs);
    this.health = new HealthRequests(programs, bpf);
  }

  Body handle(Body request) throws AgentException, MalformedFrameException {
    String operation = request.text("op");
    return switch (operation) {
      case Protocol.KERNEL -> kernel();
      case Protocol.CLOCKS -> clocks();
      case Protocol.FILE_OPEN -> fileRequests.open(request);
      case Protocol.FILE_NEXT -> fileRequests.next(request);
      case Protocol.FILE_CLOSE -> fileRequests.close(request);
      case Protocol.BINARY_FIND -> binaries.find(request);
      case Protocol.BINARY_CHOSEN -> binaries.chosen(request);
      case Protocol.BINARY_OFFSET -> BinaryRequests.offset(request);
      case Protocol.LOAD -> programs.load(request);
      case Protocol.VERIFY -> stories.verify(request);
      case Protocol.ATTACH -> programs.attach(request);
      case Protocol.ITERATE -> fileRequests.keep(programs.iterate(request));
      case Protocol.DETACH -> health.detach(request);
      case Protocol.RELEASE -> programs.release(request);
      case Protocol.UNLOAD -> {
        maps.forget(programs.object(request));
        yield programs.unload(request);
      }
      case Protocol.MAP_READ -> maps.read(request);
      case Protocol.MAP_CLEAR -> maps.clear(request);
      case Protocol.MAP_LOOKUP -> maps.lookup(request);
      case Protocol.MAP_TAKE -> maps.take(request);
      case Protocol.MAP_UPDATE -> maps.update(request);
      case Protocol.MAP_DELETE -> maps.delete(request);
      case Protocol.HEALTH_COUNT -> health.count(request);
      case Protocol.HEALTH_READ -> health.read(request);
      default -> throw new AgentException("agent.unknown-request", operation);
    };
  }

  private Body kernel() throws AgentException {
    try {
      return Body.with()
          .put("release", files.release())
          .put("version", files.version())
          .put("machine", machine(System.getProperty("os.arch", "")))
          .put("btfSize", files.btfSize())
          .put("cpus", bpf.possibleCpus())
          .done();
    } catch (IOException e) {
      throw new AgentException("agent.unreadable", String.valueOf(e.getMessage()));
    }
  }

  /** HotSpot's nanoTime is CLOCK_MONOTONIC here, the clock that a program reads as well. */
  private static Body clocks() {
    Instant wall = Instant.now();
    return Body.with()
        .put("monotonic", System.nanoTime())
        .put("wall", wall.getEpochSecond() * 1_000_000_000L + wall.getNano())
        .done();
  }

  /** As {@code uname -m} has it: a JVM of this machine runs on no other. */
  private static String machine(String javaName) {
    return javaName.equals("amd64") ? "x86_64" : javaName;
  }

  /** Takes all probes off. From any thread. */
  void takeOffAll() {
    programs.takeOffAll();
  }

  @Override
  public void close() {
    programs.closeAll();
    fileRequests.closeAll();
  }
}
