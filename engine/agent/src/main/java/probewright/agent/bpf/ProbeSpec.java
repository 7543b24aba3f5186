package probewright.agent.bpf;

import java.util.List;
import probewright.agent.wire.AgentException;

/**
 * Where a program is to be attached, in the words of the wire.
 *
 * @param kind such as {@code kprobe}
 * @param parts what the kind wants: a function, a category and an event
 * @param pid the process that it is limited to, -1 for all
 */
public record ProbeSpec(String kind, List<String> parts, int pid) {
  public ProbeSpec {
    parts = List.copyOf(parts);
  }

  /** The part, after a look whether there are as many as the kind has. */
  String part(int index, int count) throws AgentException {
    if (parts.size() != count) {
      throw new AgentException("agent.bad-request", parts);
    }
    return parts.get(index);
  }

  /** The part as a number, decimal or from {@code 0x} on; addresses fill all 64 bits. */
  static long number(String part) throws AgentException {
    try {
      return part.startsWith("0x")
          ? Long.parseUnsignedLong(part.substring(2), 16)
          : Long.parseLong(part);
    } catch (NumberFormatException e) {
      throw new AgentException("agent.bad-request", part);
    }
  }
}
