package probewright.agent.bpf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import probewright.agent.wire.AgentException;

/** Which CPUs are online now. */
final class Cpus {
  private Cpus() {}

  /** As the kernel lists them: {@code 0-3,6}. */
  static List<Integer> online(Path root) throws AgentException {
    List<Integer> cpus = new ArrayList<>();
    try {
      String ranges =
          Files.readString(root.resolve("sys/devices/system/cpu/online"), StandardCharsets.UTF_8);
      for (String range : ranges.strip().split(",", -1)) {
        String[] ends = range.split("-", -1);
        int last = Integer.parseInt(ends[ends.length - 1]);
        for (int cpu = Integer.parseInt(ends[0]); cpu <= last; cpu++) {
          cpus.add(cpu);
        }
      }
    } catch (IOException | NumberFormatException e) {
      throw new AgentException("agent.unreadable", String.valueOf(e.getMessage()));
    }
    return cpus;
  }
}
