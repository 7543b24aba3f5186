package probewright.agent.bpf;

import java.util.List;
import probewright.agent.wire.AgentException;

/** The kernel's BPF, as the agent's requests use it. */
public interface Bpf {
  /**
   * A program to be loaded.
   *
   * @param target for what the verifier must know (trampolines, LSM hooks, iterators) where it will
   *     be attached, empty for others
   * @param many whether it will be attached as {@code kprobe.multi}
   */
  record ProgramSpec(String name, String target, boolean many) {}

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

  /**
   * What the verifier said of a program that it took.
   *
   * @param steps how many instructions it went through, on all ways together
   * @param log its log of all ways, empty for {@link Part#NONE}
   */
  record Story(String program, long steps, Part part, String log) {}

  /** How much of a log there is: one that is too long is cut by the kernel or not asked for. */
  enum Part {
    WHOLE,
    BEGINNING,
    END,
    NONE
  }

  /**
   * Has the verifier go through an object's programs once more and write down what it knows. The
   * object is loaded for that, with maps of its own that are pinned nowhere, and unloaded again. A
   * program is never refused because its log is too long.
   *
   * @throws AgentException as {@link #load} does
   */
  List<Story> verify(byte[] elf, List<ProgramSpec> programs) throws AgentException;

  /** Opens the trace pipe, from here on: lines written before are skipped. */
  EventReader traceReader() throws AgentException;

  /** Something that waits for any of these readers. */
  Waiter waiter(List<EventReader> readers) throws AgentException;

  /**
   * Which implementation of a function the dynamic linker has chosen on this machine: its address
   * as the file numbers it.
   *
   * @param library a file that this process itself runs with
   * @throws AgentException {@code ifunc.unknown} when it does not, or has none of the name
   */
  long chosen(String library, String symbol) throws AgentException;

  /**
   * Has the kernel count runs and times of programs, 5.8 and later; needs CAP_SYS_ADMIN.
   *
   * @throws AgentException {@code health.no-statistics} with errno
   */
  Counting count() throws AgentException;

  /** How many CPUs are at work. */
  int onlineCpus();

  /**
   * What this kernel's BPF can do beyond what all have: {@code ring}, {@code map.batch}, {@code
   * kprobe.multi}, {@code trampoline}; {@code kprobe} and {@code uprobe} where such probes need no
   * tracefs. Tried once.
   */
  List<String> features();

  /** How many CPUs this kernel may have, which is how many values a per-CPU map has for a key. */
  int possibleCpus();
}
