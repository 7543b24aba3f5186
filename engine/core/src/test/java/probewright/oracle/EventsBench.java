package probewright.oracle;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Events from kernel to consumer, side by side in one guest. Started by {@code packaging/bench
 * events}, prints Markdown for {@code docs/performance.md}.
 *
 * <p>{@code EventsBench BIN KERNEL}: {@code BIN} holds {@code events/tool.c} as {@code tool} and
 * {@code events/events.bpf.c} as {@code ring16.o} and so on. Every consumer is alone at its time
 * and keeps to processor 0; the producer keeps to processor 1.
 */
final class EventsBench {
  private static final List<Long> RATES =
      List.of(10_000L, 20_000L, 30_000L, 45_000L, 60_000L, 90_000L, 120_000L, 180_000L, 300_000L);

  /**
   * What a consumer did with one buffer and size.
   *
   * @param live the highest rate at which nothing was lost, events a second
   * @param drained events a second out of a filled buffer, 0 when that was not tried
   * @param check what the fields held
   */
  private record Result(long live, double drained, long check) {}

  private EventsBench() {}

  public static void main(String[] arguments) throws Exception {
    Path bin = Path.of(arguments[0]);
    String kernel = arguments[1];
    Path library = Files.createTempDirectory("probewright-bench-lib-");
    String classPath = Bench.classPath(library);
    Bench.copy(bin, library.resolve("events-bin"));
    String rates = RATES.stream().map(String::valueOf).collect(Collectors.joining(" "));
    String there = OracleVm.FILES + "/events-bin";
    String tool = there + "/tool";
    System.out.printf("%n### Linux %s, load %s%n%n", kernel, load());
    Map<String, Map<String, Result>> all = new LinkedHashMap<>();
    try (OracleVm vm = OracleVm.boot(kernel, List.of(library), "tcg,thread=multi")) {
      String[] cost = vm.run(tool + " cost " + there + "/ring64.o").strip().split(" ", -1);
      System.out.printf(
          "A call with its program takes %s ns, with the kernel's statistics %s ns.%n%n",
          cost[1], cost[2]);
      List<String> c = new ArrayList<>();
      for (String name : Events.NAMES) {
        c.addAll(
            vm.run(
                    "%s consume %s/%s.o %s %s %d %s"
                        .formatted(
                            tool,
                            there,
                            name,
                            name,
                            name.substring(0, 4),
                            Events.size(name),
                            rates))
                .lines()
                .toList());
      }
      all.put("C, libbpf", results(c));
      all.put(
          "ours, in process",
          results(
              vm.run(
                      "taskset -c 0 /usr/lib/probewright/jre/bin/java -Xmx128m -XX:+UseSerialGC"
                          + " -Djava.library.path=/run/probewright/agent -cp %s %s %s %s %s"
                              .formatted(
                                  classPath, EventsInProcess.class.getName(), there, tool, rates))
                  .lines()
                  .toList()));
      all.put("ours, over the wire", results(EventsOverWire.measure(vm, kernel, tool, RATES)));
      all.put(
          "bcc, Python",
          results(
              vm.run(
                      "python3 %s/events/consume.py %s %s/events/events.c %s"
                          .formatted(OracleVm.FILES, tool, OracleVm.FILES, rates))
                  .lines()
                  .toList()));
      all.put(
          "bpftrace",
          results(
              vm.run("sh %s/events/bpftrace.sh %s %s".formatted(OracleVm.FILES, tool, rates))
                  .lines()
                  .toList()));
    }
    print(all);
    System.out.printf("%nLoad afterwards: %s%n", load());
  }

  private static String load() throws Exception {
    return Files.readString(Path.of("/proc/loadavg")).strip();
  }

  private static Map<String, Result> results(List<String> lines) {
    Map<String, Result> results = new LinkedHashMap<>();
    for (String line : lines) {
      System.err.println(line);
      String[] words = line.split(" ", -1);
      Result old = results.getOrDefault(words.length > 1 ? words[1] : "", new Result(0, 0, -1));
      if (words[0].equals("live") && words.length == 5) {
        boolean whole = Long.parseLong(words[4]) >= Long.parseLong(words[3]);
        long rate = Long.parseLong(words[2]);
        results.put(
            words[1],
            new Result(whole ? Math.max(rate, old.live) : old.live, old.drained, old.check));
      } else if (words[0].equals("drain") && words.length == 5) {
        double rate = 1e9 * Long.parseLong(words[2]) / Long.parseLong(words[3]);
        results.put(words[1], new Result(old.live, rate, Long.parseLong(words[4])));
      }
    }
    return results;
  }

  private static void print(Map<String, Map<String, Result>> all) {
    String head = "| thousands of events a second | " + String.join(" | ", Events.NAMES) + " |";
    System.out.println(head);
    System.out.println("|---".repeat(Events.NAMES.length + 1) + "|");
    all.forEach((who, results) -> row(who + ": live, none lost", results, false));
    all.forEach((who, results) -> row(who + ": a filled buffer", results, true));
    for (String name : Events.NAMES) {
      List<Long> checks =
          all.values().stream()
              .filter(results -> results.containsKey(name) && results.get(name).check >= 0)
              .map(results -> results.get(name).check)
              .distinct()
              .toList();
      System.out.printf("%s: what the fields held: %s%n", name, checks);
    }
  }

  private static void row(String who, Map<String, Result> results, boolean drained) {
    StringBuilder row = new StringBuilder("| " + who);
    boolean any = false;
    for (String name : Events.NAMES) {
      Result result = results.get(name);
      double rate = result == null ? 0 : drained ? result.drained : result.live;
      any |= rate > 0;
      row.append(" | ").append(rate == 0 ? "" : String.format(Locale.ROOT, "%.0f", rate / 1000));
    }
    if (any) {
      System.out.println(row + " |");
    }
  }
}
