package probewright.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import probewright.agent.bpf.Bpf;
import probewright.agent.kernel.Binaries;
import probewright.agent.kernel.Processes;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;
import probewright.agent.wire.MalformedFrameException;

/** Programs and libraries of the target: which file a name means, and what stands in it. */
final class BinaryRequests {
  private static final int MOST_PID = 1 << 22;

  private static final Set<String> OF_BINARIES =
      Set.of("symbols", "packed", "usdt", "mapped", "maps", "perf-map");

  private final Binaries binaries;
  private final Processes processes;
  private final Bpf bpf;

  BinaryRequests(Path root, Bpf bpf) {
    this.binaries = new Binaries(root);
    this.processes = new Processes(root);
    this.bpf = bpf;
  }

  /** {@code path} of {@code name}, for the process {@code pid} where there is one. */
  Body find(Body request) throws AgentException, MalformedFrameException {
    return Body.with()
        .put("path", binaries.find(request.text("name"), pid(request)).toString())
        .done();
  }

  /** {@code offset} in the file of the implementation that was chosen for {@code name}. */
  Body chosen(Body request) throws AgentException, MalformedFrameException {
    String path = request.text("path");
    return offset(path, bpf.chosen(path, request.text("name")));
  }

  /** {@code offset} in the file of an {@code address}, -1 when it is in no part of it. */
  static Body offset(Body request) throws AgentException, MalformedFrameException {
    return offset(request.text("path"), request.number("address"));
  }

  private static Body offset(String path, long address) throws AgentException {
    try {
      return Body.with().put("offset", Binaries.offset(path, address)).done();
    } catch (IOException e) {
      throw new AgentException("agent.unreadable", String.valueOf(e.getMessage()));
    }
  }

  /** What of a binary is read as a file is. */
  InputStream open(Body request) throws AgentException, MalformedFrameException, IOException {
    String what = request.text("what");
    return switch (what) {
      case "symbols" -> symbols(request);
      case "packed" -> packed(request);
      case "usdt" -> Binaries.staticProbes(request.text("path"));
      case "mapped" -> binaries.mappedFiles(pid(request));
      case "maps" -> processes.maps(pid(request));
      case "perf-map" -> processes.perfMap(pid(request));
      default -> throw new MalformedFrameException("what", what);
    };
  }

  private InputStream symbols(Body request)
      throws AgentException, MalformedFrameException, IOException {
    String path = request.text("path");
    Optional<String> range = request.optionalText("range");
    return range.isPresent()
        ? binaries.symbols(path, pid(request), range.get())
        : binaries.symbols(path, request.optionalText("name"));
  }

  private InputStream packed(Body request)
      throws AgentException, MalformedFrameException, IOException {
    String path = request.text("path");
    Optional<String> range = request.optionalText("range");
    return range.isPresent()
        ? binaries.packedNames(path, pid(request), range.get())
        : Binaries.packedNames(path);
  }

  static boolean isOf(String what) {
    return OF_BINARIES.contains(what);
  }

  /** The process that a request is about, -1 for none. */
  static int pid(Body request) throws MalformedFrameException {
    return request.has("pid") ? request.number("pid", 1, MOST_PID) : -1;
  }
}
