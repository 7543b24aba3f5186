package probewright.agent.bpf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import probewright.agent.wire.AgentException;

/**
 * The kernel's kind of perf event for kprobes or uprobes. Source: the kernel's
 * Documentation/ABI/testing/sysfs-bus-event_source-devices-format.
 *
 * @param returns the bits of {@code config} that ask for a function's return
 */
record Pmu(int type, long returns) {
  private static final String DEVICES = "sys/bus/event_source/devices";

  static boolean isThere(Path root, String name) {
    return Files.exists(root.resolve(DEVICES).resolve(name));
  }

  /**
   * Reads it; since 4.17.
   *
   * @throws AgentException {@code attach.no-perf-kprobe}: the other way goes through tracefs, where
   *     a probe outlives a killed agent
   */
  static Pmu of(Path root, String name) throws AgentException {
    Path folder = root.resolve(DEVICES).resolve(name);
    try {
      int type = Integer.parseInt(line(folder.resolve("type")));
      String bit = line(folder.resolve("format/retprobe"));
      return new Pmu(type, 1L << Integer.parseInt(bit.substring(bit.indexOf(':') + 1)));
    } catch (IOException | NumberFormatException e) {
      throw new AgentException("attach.no-perf-kprobe");
    }
  }

  private static String line(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8).strip();
  }
}
