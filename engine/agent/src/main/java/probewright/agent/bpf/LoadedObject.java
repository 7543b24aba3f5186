package probewright.agent.bpf;

import java.io.InputStream;
import java.util.List;
import probewright.agent.wire.AgentException;

/** An object in the kernel. Closing it unloads it once its links are closed. For one thread. */
public interface LoadedObject extends AutoCloseable {
  /** The maps, without those that libbpf makes for constants and globals. */
  List<BpfMap> maps();

  /**
   * Attaches one of the programs.
   *
   * @throws AgentException {@code attach.failed} with errno and libbpf's words, {@code
   *     attach.kind-not-there}
   */
  Link attach(String program, ProbeSpec probe) throws AgentException;

  /** Puts a program into a program array. */
  void insertProgram(BpfMap map, byte[] key, String program) throws AgentException;

  /** Opens a perf buffer's rings, of so many pages per CPU, which is a power of two. */
  EventReader perfReader(BpfMap map, int pages) throws AgentException;

  EventReader ringReader(BpfMap map) throws AgentException;

  /**
   * What its programs and all its maps take, those that libbpf makes included.
   *
   * @throws AgentException {@code health.failed}
   */
  Cost cost() throws AgentException;

  @Override
  void close();

  /** A program at its probe. */
  interface Link extends AutoCloseable {
    /**
     * Runs an iterator, whose text the stream is.
     *
     * @throws AgentException {@code iter.failed} with errno, {@code iter.absent} when it is none
     */
    default InputStream read() throws AgentException {
      throw new AgentException("iter.absent");
    }

    @Override
    void close();
  }
}
