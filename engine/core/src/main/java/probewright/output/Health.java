package probewright.output;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run takes of the target and how full its buffers are, at one moment. What programs have
 * cost since an earlier moment is {@link #since}.
 *
 * @param nanos when programs were asked, on the target's clock, in nanoseconds from some beginning
 * @param cpus how many CPUs of the target are at work
 * @param programs in the order in which they were loaded
 * @param maps those that the program declares, then those made for its constants and globals
 * @param buffers the event streams' in the order of the program's text, the trace pipe last
 */
public record Health(
    long nanos, int cpus, List<Program> programs, List<Memory> maps, List<Buffer> buffers) {
  public Health {
    programs = List.copyOf(programs);
    maps = List.copyOf(maps);
    buffers = List.copyOf(buffers);
  }

  /**
   * A program's cost, all since it was loaded. The kernel counts runs and times only while somebody
   * wants it (Linux 5.8 and later), and for every program on the target alike, at the price of two
   * readings of its clock for each run.
   *
   * @param name the function's in C
   * @param id the kernel's number of it, as bpftool shows it
   * @param runs how often it ran
   * @param nanos how long these runs took together, in nanoseconds; under emulation, the
   *     emulation's
   * @param missed runs that did not come about because the program was at work on that CPU already
   *     (Linux 5.12 and later; of kprobes and tracepoints not before 6.7)
   */
  public record Program(String name, long id, long runs, long nanos, long missed) {}

  /**
   * The memory of a map.
   *
   * @param id the kernel's number of it
   * @param bytes the kernel's own figure ({@code memlock} of the map's {@code fdinfo}): what it has
   *     allocated, from Linux 6.4 on; before, what as many entries as the map may have would take,
   *     which leaves out the pages of a ring buffer
   */
  public record Memory(String map, long id, long bytes) {}

  /**
   * The kernel's buffer of a stream.
   *
   * @param capacity bytes that one buffer has room for; 0 for the trace pipe, whose is not known
   * @param count how many buffers: one for each CPU of a perf buffer, a ring buffer is one
   * @param held bytes that wait to be read, of several buffers in the fullest; with the 8 to 20
   *     bytes that the kernel puts before and behind a record
   * @param peak the most that was held when the agent came to read
   * @param came what has reached the client, and what was lost on the way
   */
  public record Buffer(
      String stream, long capacity, int count, long held, long peak, LossLedger.Counts came) {
    /** The share of the buffer that was full at most, from 0 to 1. */
    public double peakFill() {
      return capacity == 0 ? 0 : (double) peak / capacity;
    }

    /** The share of the buffer that is full, from 0 to 1. */
    public double fill() {
      return capacity == 0 ? 0 : (double) held / capacity;
    }
  }

  /**
   * What a program cost in an interval.
   *
   * @param nanos how long its runs took together, in nanoseconds
   * @param share of one CPU's time: 1 is all of one CPU; divided by {@link Health#cpus} it is the
   *     share of the machine
   */
  public record Cost(String program, long runs, long nanos, double share, long missed) {
    /** Nanoseconds that a run took on average; 0 when there was none. */
    public double nanosPerRun() {
      return runs == 0 ? 0 : (double) nanos / runs;
    }
  }

  /** What each program has cost since an earlier moment of the same run. */
  public List<Cost> since(Health earlier) {
    Map<Long, Program> before = new HashMap<>();
    earlier.programs.forEach(program -> before.put(program.id, program));
    long passed = nanos - earlier.nanos;
    return programs.stream()
        .map(
            program -> {
              Program old =
                  before.getOrDefault(program.id, new Program(program.name, program.id, 0, 0, 0));
              long took = program.nanos - old.nanos;
              return new Cost(
                  program.name,
                  program.runs - old.runs,
                  took,
                  passed <= 0 ? 0 : (double) took / passed,
                  program.missed - old.missed);
            })
        .toList();
  }

  /** The memory of all maps, in bytes. */
  public long mapBytes() {
    return maps.stream().mapToLong(Memory::bytes).sum();
  }
}
