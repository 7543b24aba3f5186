package probewright.agent.bpf;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import probewright.agent.bpf.LoadedObject.Link;
import probewright.agent.wire.AgentException;

/** Programs put at their probes: a kind's word and what it does. */
final class Links {
  private final FunctionLinks functions;
  private final PerfLinks perf;

  Links(Path root) {
    this.functions = new FunctionLinks(root);
    this.perf = new PerfLinks(root);
  }

  Link attach(long program, ProbeSpec spec) throws AgentException {
    LibBpf.said();
    if (spec.kind().equals("perf")) {
      return all(perf.attach(program, spec));
    }
    if (spec.kind().equals("iter")) {
      return new Iterator(checked(LinkNative.iterator(program)));
    }
    if (spec.kind().equals("socket")) {
      int socket = (int) checked(LinkNative.socket(program, spec.part(0, 1)));
      return () -> LinkNative.close(socket);
    }
    long link = checked(single(program, spec));
    // a link's end cannot fail in a way that something could be done about: its descriptor is
    // closed
    return () -> LinkNative.destroy(link);
  }

  private long single(long program, ProbeSpec spec) throws AgentException {
    return switch (spec.kind()) {
      case "kprobe" -> functions.kprobe(program, spec, false);
      case "kretprobe" -> functions.kprobe(program, spec, true);
      case "kprobe.multi" -> FunctionLinks.many(program, spec, false);
      case "kretprobe.multi" -> FunctionLinks.many(program, spec, true);
      case "uprobe" -> functions.uprobe(program, spec, false);
      case "uretprobe" -> functions.uprobe(program, spec, true);
      case "usdt.place" -> functions.place(program, spec);
      case "tracepoint" -> LinkNative.tracepoint(program, spec.part(0, 2), spec.part(1, 2));
      case "raw_tracepoint" -> LinkNative.rawTracepoint(program, spec.part(0, 1));
      case "fentry", "fexit", "fmod_ret", "tp_btf" -> LinkNative.trace(program);
      case "lsm" -> LinkNative.lsm(program);
      case "xdp" -> LinkNative.xdp(program, spec.part(0, 1));
      default -> throw new AgentException("attach.kind-not-there", spec.kind());
    };
  }

  private static Link all(List<Long> links) throws AgentException {
    long last = links.get(links.size() - 1);
    if (last < 0) {
      links.subList(0, links.size() - 1).forEach(LinkNative::destroy);
      checked(last);
    }
    return () -> links.forEach(LinkNative::destroy);
  }

  private static long checked(long link) throws AgentException {
    if (link < 0) {
      throw AgentException.withRaw("attach.failed", LibBpf.said(), -link);
    }
    return link;
  }

  /** A link that can be read, each time from the start. */
  private record Iterator(long link) implements Link {
    @Override
    public InputStream read() throws AgentException {
      int descriptor = LinkNative.iterate(link);
      if (descriptor < 0) {
        throw new AgentException("iter.failed", -descriptor);
      }
      return new IteratorText(descriptor);
    }

    @Override
    public void close() {
      LinkNative.destroy(link);
    }
  }
}
