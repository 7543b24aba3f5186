package probewright.agent.bpf;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import probewright.agent.wire.AgentException;

/** Sampling: an event of a process, or of every CPU that is online. */
final class PerfLinks {
  private final Path root;

  PerfLinks(Path root) {
    this.root = root;
  }

  /**
   * Parts: type, config, {@code freq} or {@code period}, how many.
   *
   * @return links, the last of which may be a negated errno
   */
  List<Long> attach(long program, ProbeSpec spec) throws AgentException {
    int type = (int) ProbeSpec.number(spec.part(0, 4));
    long config = ProbeSpec.number(spec.part(1, 4));
    boolean frequency = spec.part(2, 4).equals("freq");
    long every = ProbeSpec.number(spec.part(3, 4));
    List<Long> links = new ArrayList<>();
    for (int cpu : spec.pid() < 0 ? Cpus.online(root) : List.of(-1)) {
      long link =
          LinkNative.event(program, type, config, null, 0, every, frequency, spec.pid(), cpu);
      links.add(link);
      if (link < 0) {
        break;
      }
    }
    return links;
  }
}
