package probewright.agent.bpf;

import java.nio.file.Path;
import probewright.agent.wire.AgentException;

/** Probes at instructions: kprobes, many of them at once, uprobes, USDT. */
final class FunctionLinks {
  private final Path root;

  FunctionLinks(Path root) {
    this.root = root;
  }

  /** One part: {@code NAME}, {@code NAME+OFFSET} or {@code 0xADDRESS}. */
  long kprobe(long program, ProbeSpec spec, boolean ret) throws AgentException {
    Pmu pmu = Pmu.of(root, "kprobe");
    String place = spec.part(0, 1);
    long config = ret ? pmu.returns() : 0;
    if (place.startsWith("0x")) {
      long address = ProbeSpec.number(place);
      return LinkNative.event(program, pmu.type(), config, null, address, 0, false, -1, 0);
    }
    int plus = place.indexOf('+');
    String name = plus < 0 ? place : place.substring(0, plus);
    long offset = plus < 0 ? 0 : ProbeSpec.number(place.substring(plus + 1));
    return LinkNative.event(program, pmu.type(), config, name, offset, 0, false, -1, 0);
  }

  /** Each part a function's address; all of them or none. */
  static long many(long program, ProbeSpec spec, boolean ret) throws AgentException {
    long[] addresses = new long[spec.parts().size()];
    for (int i = 0; i < addresses.length; i++) {
      addresses[i] = ProbeSpec.number(spec.parts().get(i));
    }
    return LinkNative.functions(program, addresses, ret);
  }

  /** A file and an offset in it. */
  long uprobe(long program, ProbeSpec spec, boolean ret) throws AgentException {
    Pmu pmu = Pmu.of(root, "uprobe");
    return LinkNative.event(
        program,
        pmu.type(),
        ret ? pmu.returns() : 0,
        spec.part(0, 2),
        ProbeSpec.number(spec.part(1, 2)),
        0,
        false,
        spec.pid(),
        spec.pid() < 0 ? 0 : -1);
  }

  /**
   * One place of a static probe: a file, an offset in it, the offset of its semaphore (0 for none),
   * and the number by which the program finds what its arguments are.
   */
  long place(long program, ProbeSpec spec) throws AgentException {
    return LinkNative.place(
        program,
        Pmu.of(root, "uprobe").type(),
        spec.part(0, 4),
        ProbeSpec.number(spec.part(1, 4)),
        ProbeSpec.number(spec.part(2, 4)),
        ProbeSpec.number(spec.part(3, 4)),
        spec.pid());
  }
}
