package probewright.agent.bpf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import probewright.agent.wire.AgentException;

/** An object that libbpf has loaded. */
final class KernelObject implements LoadedObject {
  private final long handle;
  private final Map<String, Long> programs;
  private final List<KernelMap> maps;
  private final Path root;
  private boolean closed;

  KernelObject(long handle, Map<String, Long> programs, List<KernelMap> maps, Path root) {
    this.handle = handle;
    this.programs = Map.copyOf(programs);
    this.maps = List.copyOf(maps);
    this.root = root;
  }

  @Override
  public List<BpfMap> maps() {
    return List.copyOf(maps);
  }

  @Override
  public Link attach(String name, String kind, List<String> parts) throws AgentException {
    Long program = programs.get(name);
    if (program == null) {
      throw new AgentException("load.no-program", name);
    }
    LibBpf.said();
    long link =
        switch (kind) {
          case "kprobe" -> kprobe(program, parts, false);
          case "kretprobe" -> kprobe(program, parts, true);
          case "tracepoint" -> {
            want(parts, 2);
            yield LinkNative.tracepoint(program, parts.get(0), parts.get(1));
          }
          case "raw_tracepoint" -> {
            want(parts, 1);
            yield LinkNative.rawTracepoint(program, parts.get(0));
          }
          case "fentry", "fexit" -> LinkNative.trace(program);
          default -> throw new AgentException("attach.kind-not-there", kind);
        };
    if (link < 0) {
      throw AgentException.withRaw("attach.failed", LibBpf.said(), -link);
    }
    // a link's end cannot fail in a way that something could be done about: its descriptor is
    // closed
    return () -> LinkNative.destroy(link);
  }

  private long kprobe(long program, List<String> parts, boolean ret) throws AgentException {
    want(parts, 1);
    if (!Files.exists(root.resolve("sys/bus/event_source/devices/kprobe/type"))) {
      // libbpf would go through tracefs, where a probe outlives a killed agent
      throw new AgentException("attach.no-perf-kprobe");
    }
    String function = parts.get(0);
    int plus = function.indexOf('+');
    if (plus < 0) {
      return LinkNative.kprobe(program, function, 0, ret);
    }
    try {
      long offset = Long.decode(function.substring(plus + 1));
      return LinkNative.kprobe(program, function.substring(0, plus), offset, ret);
    } catch (NumberFormatException e) {
      throw new AgentException("agent.bad-request", function);
    }
  }

  private static void want(List<String> parts, int count) throws AgentException {
    if (parts.size() != count) {
      throw new AgentException("agent.bad-request", parts);
    }
  }

  @Override
  public EventReader perfReader(BpfMap map, int pages) throws AgentException {
    long reader = PerfNative.open(((KernelMap) map).descriptor(), pages);
    if (reader < 0) {
      throw new AgentException("stream.open-failed", map.name(), -reader);
    }
    return new KernelReader.Perf(reader);
  }

  @Override
  public EventReader ringReader(BpfMap map) throws AgentException {
    long reader = RingNative.open(((KernelMap) map).descriptor());
    if (reader < 0) {
      throw new AgentException("stream.open-failed", map.name(), -reader);
    }
    return new KernelReader.Ring(reader);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      ObjectNative.close(handle);
    }
  }
}
