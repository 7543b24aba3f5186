package probewright.agent.bpf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import probewright.agent.wire.AgentException;

/** An object that libbpf has loaded. */
final class KernelObject implements LoadedObject {
  private final long handle;
  private final Map<String, Long> programs;
  private final List<KernelMap> maps;
  private final Links links;
  private final CostReader costs;
  private boolean closed;

  KernelObject(
      long handle,
      Map<String, Long> programs,
      List<KernelMap> maps,
      Links links,
      CostReader costs) {
    this.handle = handle;
    this.programs = new LinkedHashMap<>(programs);
    this.costs = costs;
    this.maps = List.copyOf(maps);
    this.links = links;
  }

  @Override
  public List<BpfMap> maps() {
    return List.copyOf(maps);
  }

  @Override
  public Link attach(String name, ProbeSpec probe) throws AgentException {
    Long program = programs.get(name);
    if (program == null) {
      throw new AgentException("load.no-program", name);
    }
    return links.attach(program, probe);
  }

  @Override
  public void insertProgram(BpfMap map, byte[] key, String name) throws AgentException {
    Long program = programs.get(name);
    if (program == null) {
      throw new AgentException("load.no-program", name);
    }
    ((KernelMap) map).insert(key, ObjectNative.descriptor(program));
  }

  @Override
  public EventReader perfReader(BpfMap map, int pages) throws AgentException {
    KernelMap events = (KernelMap) map;
    long reader = PerfNative.open(events.descriptor(), pages, events.cpus());
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
  public Cost cost() throws AgentException {
    return costs.read(handle, programs);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      ObjectNative.close(handle);
    }
  }
}
