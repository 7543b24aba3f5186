package probewright.target;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The kernel's functions by {@code /proc/kallsyms}, joined with what ftrace and kprobes say of
 * them. A function is known by its address, since lists name one of its several names only.
 */
final class KernelSymbols {
  private static final int NEAR = 3;

  /** The perf events' own functions, which would probe themselves; trampolines; cold parts. */
  private static final Pattern LEFT_OUT =
      Pattern.compile("__perf.*|perf_.*|__SCT__.*|_kbl_addr_.*|.*\\.cold.*|__pfx_.*");

  private static final List<String> SYSCALL_PREFIXES =
      List.of("__x64_sys_", "__arm64_sys_", "__riscv_sys_", "__s390x_sys_");

  private final Map<String, Set<Long>> addresses = new HashMap<>();
  private final Map<String, String> modules = new HashMap<>();
  private final Set<Long> traceable = new HashSet<>();

  /** Starts and ends, apart from one another. */
  private final NavigableMap<Long, Long> blacklist = new TreeMap<>(Long::compareUnsigned);

  /**
   * Reads the three lists.
   *
   * @param kallsyms lines {@code ADDRESS TYPE NAME [MODULE]}
   * @param functions lines {@code NAME [MODULE]} of available_filter_functions
   * @param blacklisted lines {@code 0xSTART-0xEND NAME} of kprobes/blacklist
   */
  KernelSymbols(List<String> kallsyms, List<String> functions, List<String> blacklisted) {
    for (String line : kallsyms) {
      int type = line.indexOf(' ') + 1;
      if (type > 0 && line.length() > type + 2 && "tTwW".indexOf(line.charAt(type)) >= 0) {
        String name = firstWord(line.substring(type + 2));
        long address = Long.parseUnsignedLong(line.substring(0, type - 1), 16);
        addresses.computeIfAbsent(name, none -> new HashSet<>(1)).add(address);
        int module = line.indexOf('\t', type + 2) + 1;
        if (module > 0) {
          modules.put(name, line.substring(module).replaceAll("[\\[\\]]", ""));
        }
      }
    }
    for (String line : functions) {
      traceable.addAll(addresses.getOrDefault(firstWord(line), Set.of()));
    }
    for (String line : blacklisted) {
      String[] range = firstWord(line).split("-", -1);
      if (range.length == 2 && range[0].startsWith("0x") && range[1].startsWith("0x")) {
        blacklist(
            Long.parseUnsignedLong(range[0].substring(2), 16),
            Long.parseUnsignedLong(range[1].substring(2), 16));
      }
    }
  }

  /** Adds a range, which may lie over others. */
  private void blacklist(long start, long end) {
    long from = start;
    long to = end;
    Map.Entry<Long, Long> before = blacklist.floorEntry(from);
    if (before != null && Long.compareUnsigned(before.getValue(), from) >= 0) {
      from = before.getKey();
    }
    NavigableMap<Long, Long> met = blacklist.subMap(from, true, to, true);
    for (long other : met.values()) {
      to = Long.compareUnsigned(other, to) > 0 ? other : to;
    }
    met.clear();
    blacklist.put(from, to);
  }

  private static String firstWord(String line) {
    for (int i = 0; i < line.length(); i++) {
      if (Character.isWhitespace(line.charAt(i))) {
        return line.substring(0, i);
      }
    }
    return line;
  }

  /** All names of functions, in no order. */
  Set<String> names() {
    return addresses.keySet();
  }

  /** The module that brought a function; empty for the kernel itself. */
  String module(String name) {
    return modules.getOrDefault(name, "");
  }

  /** Whether the kernel keeps its addresses from the agent: each function is then at zero. */
  boolean areHidden() {
    return !addresses.isEmpty()
        && addresses.values().stream().allMatch(all -> all.equals(Set.of(0L)));
  }

  boolean exists(String name) {
    return addresses.containsKey(name);
  }

  /** Whether several functions bear the name. */
  boolean isAmbiguous(String name) {
    return addresses.getOrDefault(name, Set.of()).size() > 1;
  }

  /** Whether ftrace knows the function, by this or another of its names. */
  boolean isTraceable(String name) {
    return addresses.getOrDefault(name, Set.of()).stream().anyMatch(traceable::contains);
  }

  boolean isBlacklisted(String name) {
    return addresses.getOrDefault(name, Set.of()).stream().anyMatch(this::isBlacklisted);
  }

  private boolean isBlacklisted(long address) {
    Map.Entry<Long, Long> range = blacklist.floorEntry(address);
    return range != null && Long.compareUnsigned(address, range.getValue()) < 0;
  }

  /** The addresses of the functions of a name, in order. */
  List<Long> addresses(String name) {
    return addresses.getOrDefault(name, Set.of()).stream().sorted(Long::compareUnsigned).toList();
  }

  /**
   * The functions whose name fits and that can be probed, each by one name: address and name, in
   * the order of names. What bcc leaves out, this leaves out.
   */
  Map<Long, String> matching(Predicate<String> pattern) {
    Map<Long, String> found = new LinkedHashMap<>();
    addresses.keySet().stream()
        .filter(pattern)
        .filter(name -> !LEFT_OUT.matcher(name).matches())
        .sorted()
        .forEach(
            name -> {
              for (long address : addresses(name)) {
                if (traceable.contains(address) && !isBlacklisted(address)) {
                  found.putIfAbsent(address, name);
                }
              }
            });
    return found;
  }

  /**
   * Other names for what is meant by one: those that the compiler gave to changed copies, the entry
   * function of a system call, the part of an allocation function that 6.10 made the whole.
   */
  List<String> otherNames(String name) {
    List<String> others = new ArrayList<>(renamed(name));
    if (name.startsWith("sys_") || name.startsWith("SyS_")) {
      SYSCALL_PREFIXES.forEach(prefix -> others.add(prefix + name.substring(4)));
    }
    others.add(name + "_noprof");
    return others.stream().filter(this::isTraceable).toList();
  }

  /** The function that a system call enters the kernel's own code by; empty for none. */
  Optional<String> systemCall(String call) {
    return Stream.concat(
            Stream.of("sys_" + call), SYSCALL_PREFIXES.stream().map(prefix -> prefix + call))
        .filter(this::exists)
        .findFirst();
  }

  /** The names that the compiler gave to changed copies of a function; cold parts are no entry. */
  List<String> renamed(String name) {
    return addresses.keySet().stream()
        .filter(other -> other.startsWith(name + "."))
        .filter(
            other -> other.substring(name.length()).matches("(\\.(isra|constprop|part)\\.\\d+)+"))
        .sorted()
        .toList();
  }

  /** Functions that can be probed and may be meant, the most likely first. */
  List<String> near(String name) {
    List<String> candidates =
        addresses.keySet().stream()
            .filter(other -> other.indexOf('.') < 0 && !other.equals(name))
            .toList();
    List<String> alike =
        near(name, candidates).stream().filter(this::isProbeable).limit(NEAR).toList();
    if (!alike.isEmpty()) {
      return alike;
    }
    // its neighbours begin alike: blk_account_ for blk_account_io_done
    for (int end = name.lastIndexOf('_'); end > 3; end = name.lastIndexOf('_', end - 1)) {
      String start = name.substring(0, end + 1);
      List<String> neighbours =
          candidates.stream()
              .filter(other -> other.startsWith(start) && isProbeable(other))
              .sorted()
              .limit(NEAR)
              .toList();
      if (!neighbours.isEmpty()) {
        return neighbours;
      }
    }
    return List.of();
  }

  private boolean isProbeable(String name) {
    return isTraceable(name) && !isBlacklisted(name);
  }

  /** Of some names those that are like one, the most like first. */
  static List<String> near(String name, Iterable<String> candidates) {
    Map<String, Integer> distances = new HashMap<>();
    int most = Math.max(2, name.length() / 4);
    for (String candidate : candidates) {
      int distance = Math.abs(candidate.length() - name.length());
      if (distance <= most) {
        distance = distance(name, candidate, most);
      } else if (!isPartOf(name, candidate)) {
        continue;
      }
      if (distance <= most || isPartOf(name, candidate)) {
        distances.put(candidate, distance);
      }
    }
    return distances.keySet().stream()
        .sorted(Comparator.<String>comparingInt(distances::get).thenComparing(other -> other))
        .limit(2 * NEAR * NEAR)
        .toList();
  }

  private static boolean isPartOf(String name, String candidate) {
    String bare = name.startsWith("__") ? name.substring(2) : name;
    return bare.length() >= 5 && candidate.contains(bare);
  }

  /** Levenshtein's, given up beyond {@code most}. */
  private static int distance(String a, String b, int most) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      int least = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
        least = Math.min(least, row[j]);
      }
      if (least > most) {
        return least;
      }
    }
    return row[b.length()];
  }
}
