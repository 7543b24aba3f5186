package probewright.btf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import probewright.diagnostics.ProblemException;

/**
 * What a target's kernel says of itself beside its types: read when it is asked for, and then kept.
 * Safe for many threads. Every method may wait for the target; a target that is gone refuses with a
 * {@link ProblemException}.
 */
public interface KernelFiles {
  /**
   * The text of {@code events/CATEGORY/EVENT/format} of tracefs; empty when the kernel has no such
   * event.
   */
  Optional<String> tracepointFormat(String category, String event) throws ProblemException;

  /** The same of all events of a category, by the events' names. */
  default Map<String, String> tracepointFormats(String category) throws ProblemException {
    Map<String, String> formats = new TreeMap<>();
    for (String name : tracepoints()) {
      if (name.startsWith(category + ":")) {
        String event = name.substring(category.length() + 1);
        tracepointFormat(category, event).ifPresent(format -> formats.put(event, format));
      }
    }
    return formats;
  }

  /** The tracepoints, as {@code CATEGORY:EVENT}, in the kernel's order. */
  List<String> tracepoints() throws ProblemException;

  /**
   * The functions that ftrace can trace, without their modules' names, in the kernel's order. The
   * list is not the whole truth: a function may stand in it by another of its names.
   */
  List<String> traceableFunctions() throws ProblemException;

  /**
   * The {@code CONFIG_…} options that are set, with their values as the kernel's build wrote them
   * ({@code y}, {@code m}, {@code "text"}, a number); empty when the target does not tell.
   */
  Map<String, String> config() throws ProblemException;

  /** The loaded modules that brought types of their own, sorted. */
  List<String> modulesWithTypes() throws ProblemException;

  /**
   * The raw BTF of a loaded module, which counts on from the kernel's own types; empty when it is
   * not there.
   */
  Optional<byte[]> moduleBtf(String module) throws ProblemException;

  /**
   * {@code uname -v}, which tells some distributions' own version of the kernel; empty when it is
   * not known.
   */
  default String build() {
    return "";
  }

  /** What counts events for perf: the names in {@code /sys/bus/event_source/devices}. */
  default List<String> counters() throws ProblemException {
    return List.of();
  }

  /** How many processors are at work. */
  int processors() throws ProblemException;

  /** Of a kernel of which no more is known than its types. */
  static KernelFiles none() {
    return new KernelFiles() {
      @Override
      public Optional<String> tracepointFormat(String category, String event) {
        return Optional.empty();
      }

      @Override
      public List<String> tracepoints() {
        return List.of();
      }

      @Override
      public List<String> traceableFunctions() {
        return List.of();
      }

      @Override
      public Map<String, String> config() {
        return Map.of();
      }

      @Override
      public List<String> modulesWithTypes() {
        return List.of();
      }

      @Override
      public Optional<byte[]> moduleBtf(String module) {
        return Optional.empty();
      }

      @Override
      public int processors() {
        return 1;
      }
    };
  }
}
