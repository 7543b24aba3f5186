package probewright.target;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;
import probewright.agent.wire.Protocol;
import probewright.diagnostics.ProblemException;

/**
 * Where a program finds the arguments of its static probes: the map of libbpf's {@code usdt.bpf.h},
 * by a number that comes with each probe. libbpf would fill it as well, but refuses the whole probe
 * for one argument of a form that it does not know, which here is that argument's loss alone. For
 * one thread.
 */
final class StaticSpecs {
  private static final String MAP = "__bpf_usdt_specs";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOST_ARGUMENTS = 12;
  private static final int ARGUMENT = 16;
  private static final int SIZE = MOST_ARGUMENTS * ARGUMENT + 16;

  /** {@code enum __bpf_usdt_arg_type}, and behind it what only our own reader knows. */
  private static final int CONSTANT = 0;

  private static final int REGISTER = 1;
  private static final int MEMORY = 2;
  private static final int INDEXED = 3;
  private static final int UNREADABLE = 15;

  private final AgentClient client;
  private final long object;
  private final StaticArgument.Parser parser;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Set<String> unreadable = new TreeSet<>();
  private boolean unread;

  StaticSpecs(AgentClient client, long object, String machine) {
    this.client = client;
    this.object = object;
    this.parser = new StaticArgument.Parser(machine);
  }

  /** The number for a place whose arguments are spelled so. */
  int number(String arguments) throws AgentException, ProblemException {
    Integer known = numbers.get(arguments);
    if (known != null || unread) {
      return known == null ? 0 : known;
    }
    List<StaticArgument> parsed = parser.parse(arguments);
    int number = numbers.size();
    try {
      client.request(
          Protocol.MAP_UPDATE,
          Body.with()
              .put("object", object)
              .put("map", MAP)
              .put("key", key(number))
              .put("value", encode(parsed))
              .done(),
          PATIENCE);
    } catch (AgentException e) {
      if (!e.code().equals("map.absent")) {
        throw e;
      }
      // a program that reads no argument has no such map
      unread = true;
      return 0;
    }
    numbers.put(arguments, number);
    for (StaticArgument argument : parsed) {
      if (argument instanceof StaticArgument.Unreadable lost) {
        unreadable.add(lost.spelling());
      }
    }
    return number;
  }

  /** The arguments so far that no program can read, as their notes spell them; then none. */
  List<String> takeUnreadable() {
    List<String> all = new ArrayList<>(unreadable);
    unreadable.clear();
    return all;
  }

  private static byte[] key(int number) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
  }

  /** {@code struct __bpf_usdt_spec}. */
  static byte[] encode(List<StaticArgument> arguments) {
    ByteBuffer bytes = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    int count = Math.min(arguments.size(), MOST_ARGUMENTS);
    for (int i = 0; i < count; i++) {
      StaticArgument argument = arguments.get(i);
      bytes.position(i * ARGUMENT);
      if (argument instanceof StaticArgument.Constant constant) {
        bytes.putLong(constant.value()).putInt(CONSTANT).putShort((short) 0);
      } else if (argument instanceof StaticArgument.Register register) {
        bytes.putLong(0).putInt(REGISTER).putShort((short) register.register());
      } else if (argument instanceof StaticArgument.Memory memory) {
        bytes.putLong(memory.offset()).putInt(MEMORY).putShort((short) memory.register());
      } else if (argument instanceof StaticArgument.Indexed indexed) {
        bytes
            .putInt(indexed.offset())
            .putShort((short) indexed.index())
            .putShort((short) indexed.shift())
            .putInt(INDEXED)
            .putShort((short) indexed.base());
      } else {
        bytes.putLong(0).putInt(UNREADABLE).putShort((short) 0);
      }
      bytes.put((byte) (argument.width().signed() ? 1 : 0));
      bytes.put((byte) (64 - 8 * argument.width().bytes()));
    }
    return bytes.putShort(SIZE - 8, (short) count).array();
  }
}
