package probewright.agent.bpf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import probewright.agent.wire.AgentException;

/** Asks the kernel what an object's programs and maps take. */
final class CostReader {
  private final Path descriptors;

  /**
   * @param root where {@code proc} is
   */
  CostReader(Path root) {
    this.descriptors = root.resolve("proc/self/fdinfo");
  }

  /**
   * Reads it all.
   *
   * @throws AgentException {@code health.failed} with the name of a program or map, and errno
   */
  Cost read(long object, Map<String, Long> programs) throws AgentException {
    List<Cost.Program> costs = new ArrayList<>();
    for (Map.Entry<String, Long> program : programs.entrySet()) {
      costs.add(program(program.getKey(), ObjectNative.descriptor(program.getValue())));
    }
    List<Cost.Memory> maps = new ArrayList<>();
    int[] facts = new int[6];
    for (long map = ObjectNative.nextMap(object, 0);
        map != 0;
        map = ObjectNative.nextMap(object, map)) {
      ObjectNative.mapFacts(map, facts);
      // one that no program of those that were loaded uses was not made
      if (facts[0] >= 0) {
        maps.add(memory(ObjectNative.mapName(map), facts[0]));
      }
    }
    return new Cost(costs, maps);
  }

  private static Cost.Program program(String name, int descriptor) throws AgentException {
    long[] cost = new long[4];
    int result = CostNative.program(descriptor, cost);
    if (result < 0) {
      throw new AgentException("health.failed", name, -result);
    }
    return new Cost.Program(name, cost[0], cost[1], cost[2], cost[3]);
  }

  private Cost.Memory memory(String name, int descriptor) throws AgentException {
    try {
      long id = 0;
      long bytes = 0;
      for (String line : Files.readAllLines(descriptors.resolve(String.valueOf(descriptor)))) {
        if (line.startsWith("memlock:")) {
          bytes = number(line);
        } else if (line.startsWith("map_id:")) {
          id = number(line);
        }
      }
      return new Cost.Memory(name, id, bytes);
    } catch (IOException | NumberFormatException e) {
      throw new AgentException("health.failed", name, 0);
    }
  }

  private static long number(String line) {
    return Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
  }
}
