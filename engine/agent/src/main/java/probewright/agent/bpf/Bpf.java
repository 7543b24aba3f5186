package probewright.agent.bpf;

import java.util.List;
import probewright.agent.wire.AgentException;

/** The kernel's BPF, as the agent's requests use it. */
public interface Bpf {
  /**
   * A program to be loaded.
   *
   * @param target for fentry and fexit the function it will be attached to, empty for others
   */
  record ProgramSpec(String name, String target) {}

  /**
   * Where a map outlives its program.
   *
   * @param path in the BPF file system, such as {@code /sys/fs/bpf/counts}
   */
  record Pin(String map, String path) {}

  /**
   * Opens an object and loads it into the kernel, with those of its programs that are named.
   *
   * @param pins maps that are opened where they are pinned, or made and pinned there
   * @throws AgentException {@code load.failed} with the program and errno, and the verifier's words
   *     as raw text; {@code load.no-program} when the object has none of a name
   */
  LoadedObject load(byte[] elf, List<ProgramSpec> programs, List<Pin> pins) throws AgentException;

  /** Opens the trace pipe, from here on: lines written before are skipped. */
  EventReader traceReader() throws AgentException;

  /** Something that waits for any of these readers. */
  Waiter waiter(List<EventReader> readers) throws AgentException;

  /** How many CPUs this kernel may have, which is how many values a per-CPU map has for a key. */
  int possibleCpus();
}
