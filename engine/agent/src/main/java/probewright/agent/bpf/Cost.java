package probewright.agent.bpf;

import java.util.List;

/** What an object takes of the machine, as the kernel counts now. */
public record Cost(List<Program> programs, List<Memory> maps) {
  public Cost {
    programs = List.copyOf(programs);
    maps = List.copyOf(maps);
  }

  /**
   * A program's.
   *
   * @param id the kernel's number of it
   * @param runs how often it ran while anybody had the kernel {@linkplain Counting count}
   * @param nanos how long these runs took together
   * @param missed runs that did not come about because the program was running there already
   */
  public record Program(String name, long id, long runs, long nanos, long missed) {}

  /**
   * A map's.
   *
   * @param bytes the kernel's own word for its memory, {@code memlock} of {@code /proc/PID/fdinfo}:
   *     what it has allocated from 6.4 on, what entries of those sizes would take before
   */
  public record Memory(String map, long id, long bytes) {}
}
