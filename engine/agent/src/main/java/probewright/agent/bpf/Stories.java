package probewright.agent.bpf;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import probewright.agent.bpf.Bpf.Part;
import probewright.agent.bpf.Bpf.ProgramSpec;
import probewright.agent.bpf.Bpf.Story;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Limits;

/**
 * Has the verifier tell what it knows of an object's programs. It goes through them twice or more:
 * how long a log becomes is seen by the steps, and kernels fail a load whose log does not fit. Up
 * to 6.3 they keep its beginning then, later its end.
 */
final class Stories {
  /** {@code BPF_LOG_LEVEL2}: every way, also those that were found good. */
  private static final int EVERY_WAY = 2;

  private static final int ENOSPC = 28;
  private static final Pattern STEPS = Pattern.compile("(?m)^processed (\\d{1,9}) insns");

  private final ByteBuffer elf;
  private final int size;
  private final List<ProgramSpec> programs;
  private final Map<String, Long> steps = new HashMap<>();
  private final Map<String, Story> told = new LinkedHashMap<>();
  private long room = Limits.STORIES;

  Stories(ByteBuffer elf, int size, List<ProgramSpec> programs) {
    this.elf = elf;
    this.size = size;
    this.programs = programs;
  }

  /** A story of each program, in their order; empty when one is refused. */
  Optional<List<Story>> tell() throws AgentException {
    if (!takes()) {
      return Optional.empty();
    }
    while (told.size() < steps.size()) {
      if (!write()) {
        return Optional.empty();
      }
    }
    return Optional.of(List.copyOf(told.values()));
  }

  /** Finds out how many steps each program takes. */
  private boolean takes() throws AgentException {
    try (Loading loading = Loading.open(elf, size, programs)) {
      loading.pinNothing();
      for (String program : loading.programs()) {
        loading.log(program, LibBpf.VERDICT, Limits.STORY);
      }
      if (loading.load() < 0) {
        return false;
      }
      for (String program : loading.programs()) {
        Matcher figure = STEPS.matcher(loading.words(program));
        steps.put(program, figure.find() ? Long.parseLong(figure.group(1)) : 0);
        if (steps(program) > Limits.STORY_STEPS) {
          told.put(program, nothing(program));
        }
      }
      return true;
    }
  }

  /** Loads with logs for those programs that nothing was told of; each time it is one more. */
  private boolean write() throws AgentException {
    try (Loading loading = Loading.open(elf, size, programs)) {
      loading.pinNothing();
      for (String program : loading.programs()) {
        if (!told.containsKey(program)) {
          loading.log(program, EVERY_WAY, Limits.STORY);
        }
      }
      int result = loading.load();
      boolean more = false;
      for (String program : loading.programs()) {
        String words = told.containsKey(program) ? "" : loading.words(program);
        if (!words.isEmpty()) {
          boolean full = loading.full(program);
          Part part =
              !full ? Part.WHOLE : words.contains(LibBpf.LAST_LINE) ? Part.END : Part.BEGINNING;
          boolean fits = words.length() <= room;
          room -= fits ? words.length() : 0;
          told.put(
              program, fits ? new Story(program, steps(program), part, words) : nothing(program));
          more = true;
        } else if (result >= 0) {
          told.putIfAbsent(program, nothing(program));
        }
      }
      return result >= 0 || (result == -ENOSPC && more);
    }
  }

  private Story nothing(String program) {
    return new Story(program, steps(program), Part.NONE, "");
  }

  private long steps(String program) {
    return steps.getOrDefault(program, 0L);
  }
}
