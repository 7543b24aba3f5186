package probewright.agent.bpf;

import java.util.List;
import probewright.agent.wire.AgentException;

/** An object in the kernel. Closing it unloads it once its links are closed. For one thread. */
public interface LoadedObject extends AutoCloseable {
  /** The maps, without those that libbpf makes for constants and globals. */
  List<BpfMap> maps();

  /**
   * Attaches one of the programs.
   *
   * @param kind as the command line spells it, such as {@code kprobe}
   * @param parts what follows the kind: a function, or a category and an event
   * @throws AgentException {@code attach.failed} with errno and libbpf's words, {@code
   *     attach.kind-not-there}
   */
  Link attach(String program, String kind, List<String> parts) throws AgentException;

  /** Opens a perf buffer's rings, of so many pages per CPU, which is a power of two. */
  EventReader perfReader(BpfMap map, int pages) throws AgentException;

  EventReader ringReader(BpfMap map) throws AgentException;

  @Override
  void close();

  /** A program at its probe. */
  interface Link extends AutoCloseable {
    @Override
    void close();
  }
}
