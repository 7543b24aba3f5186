package probewright.oracle;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * From text to object: how long, where the time goes, and beside bcc. Started by {@code
 * packaging/bench}, prints Markdown for {@code docs/benchmarks.md}.
 *
 * <p>{@code Bench BIN ROUNDS [guest]}: {@code BIN} holds {@code timed.c} as {@code clang}. Every
 * program has a JVM of its own ({@link Measure}).
 */
final class Bench {
  private static final String PROGRAMS = "programs/";

  /** Times of a round; the same on a processor follow. */
  private static final int STAGES = 5;

  /** A program by the files that it is made of. */
  private static final Map<String, List<String>> SUBJECTS = new LinkedHashMap<>();

  static {
    SUBJECTS.put("lesson 1, no headers", List.of("trace/hello_world.c"));
    SUBJECTS.put("lesson 6, disksnoop", List.of("programs/disksnoop.c"));
    SUBJECTS.put("lesson 9, bitehist", List.of("programs/bitehist.c"));
    SUBJECTS.put(
        "300 lines, ten programs in one",
        Stream.of(
                "hello_perf_output",
                "sync_perf_output",
                "bitehist",
                "disksnoop",
                "disklatency",
                "vfsreadlat",
                "opensnoop",
                "tcpconnect",
                "strlen_count",
                "task_switch")
            .map(name -> PROGRAMS + name + ".c")
            .toList());
  }

  /** A place to measure in: here, or the guest. */
  private interface Place {
    /** Runs the words of a command to their end; the lines it printed. */
    List<String> run(Map<String, String> environment, List<String> command)
        throws IOException, InterruptedException;
  }

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    Path bin = Path.of(arguments[0]);
    int rounds = Integer.parseInt(arguments[1]);
    Path work = Files.createTempDirectory("probewright-bench-");
    Files.createDirectories(work.resolve("cache"));
    if (arguments.length > 2) {
      guest(bin, rounds);
    } else {
      host(bin, work, rounds);
    }
  }

  private static void host(Path bin, Path work, int rounds) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Layout here =
        new Layout(
            java.toString(),
            System.getProperty("java.class.path"),
            bin.toString(),
            clang(),
            work.toString(),
            OracleVm.resources().toString());
    for (String kernel : List.of("6.1", "6.12")) {
      try (OracleVm vm = OracleVm.boot(kernel, List.of())) {
        String types = vm.run("base64 -w 0 /sys/kernel/btf/vmlinux");
        Files.write(work.resolve("btf"), Base64.getDecoder().decode(types.strip()));
      }
      System.out.printf("%n### On the machine, types of %s%n%n", kernel);
      ours(
          here,
          (environment, command) -> {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            builder.redirectError(ProcessBuilder.Redirect.INHERIT);
            Process process = builder.start();
            List<String> lines =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            if (process.waitFor() != 0) {
              throw new IOException(command + ": " + process.exitValue());
            }
            return lines;
          },
          rounds);
    }
  }

  private static void guest(Path bin, int rounds) throws Exception {
    Path library = Files.createTempDirectory("probewright-bench-lib-");
    String classPath = classPath(library);
    copy(bin, library.resolve("bin"));
    Layout there =
        new Layout(
            "/usr/lib/probewright/jre/bin/java",
            classPath,
            OracleVm.FILES + "/bin",
            "/usr/lib/llvm-14/bin/clang",
            "/run/oracle",
            OracleVm.FILES);
    for (String kernel : List.of("6.1", "6.12")) {
      try (OracleVm vm = OracleVm.boot(kernel, List.of(library))) {
        vm.run("cat /sys/kernel/btf/vmlinux >/run/oracle/btf; mkdir /run/oracle/cache");
        Place inGuest =
            (environment, command) -> {
              StringBuilder words = new StringBuilder();
              environment.forEach((name, value) -> words.append(name + "=" + value + " "));
              // HotSpot and two emulated processors do not get on
              words.append("/usr/bin/taskset -c 0 ").append(String.join(" ", command));
              return vm.run(words.toString()).lines().toList();
            };
        System.out.printf("%n### In one guest, %s%n%n", kernel);
        Map<String, Double> warm = ours(there, inGuest, rounds);
        bcc(vm, warm);
      }
    }
  }

  /** Copies our classes and libraries into a folder that the guest gets; the class path there. */
  static String classPath(Path library) throws IOException {
    Path classes = Files.createDirectory(library.resolve("lib"));
    List<String> classPath = new ArrayList<>();
    int number = 0;
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path from = Path.of(entry);
      String name = from.getFileName().toString();
      if (Files.isDirectory(from)) {
        copy(from, classes.resolve("classes" + number));
        classPath.add(OracleVm.FILES + "/lib/classes" + number++);
      } else if (name.startsWith("jackson") || name.startsWith("jspecify")) {
        Files.copy(from, classes.resolve(name));
        classPath.add(OracleVm.FILES + "/lib/" + name);
      }
    }
    return String.join(":", classPath);
  }

  private static void bcc(OracleVm vm, Map<String, Double> warm) throws Exception {
    System.out.println(
        "\n| bcc 0.26 | text to object, s | ours warm, s | times faster | peak MiB |");
    System.out.println("|---|---|---|---|---|");
    double start = 0;
    for (Map.Entry<String, List<String>> subject : SUBJECTS.entrySet()) {
      List<String> files = subject.getValue().stream().map(f -> OracleVm.FILES + "/" + f).toList();
      List<String> lines =
          vm.run(
                  "taskset -c 0 python3 %s/bcc_bench.py 2 %s"
                      .formatted(OracleVm.FILES, String.join(" ", files)))
              .lines()
              .toList();
      start = numbers(lines, "import").get(0).get(0) / 1e6;
      List<List<Long>> rounds = numbers(lines, "object");
      double best = rounds.stream().mapToLong(r -> r.get(0)).min().orElse(0) / 1e6;
      double ours = warm.getOrDefault(subject.getKey(), 0.0) / 1e6;
      row(
          subject.getKey(),
          "%.2f".formatted(best),
          "%.2f".formatted(ours),
          "%.1f".formatted(best / ours),
          numbers(lines, "peak").get(0).get(0) / 1024);
    }
    System.out.printf(Locale.ROOT, "%nPython and `import bcc`, warm: %.2f s, apart.%n", start);
  }

  /** Where things are in a place. */
  private record Layout(
      String java, String classPath, String bin, String clang, String work, String resources) {
    List<String> command(List<String> files, int rounds) {
      List<String> all = new ArrayList<>();
      all.addAll(List.of(java, "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
      all.addAll(List.of("-cp", classPath, Measure.class.getName()));
      all.addAll(List.of(work + "/btf", work + "/cache", work + "/log", String.valueOf(rounds)));
      files.forEach(file -> all.add(resources + "/" + file));
      return all;
    }

    Map<String, String> environment() {
      return Map.of("PATH", bin, "BENCH_CLANG", clang, "BENCH_LOG", work + "/log");
    }
  }

  /** Prints a table; gives the median of the warm rounds of each program, in microseconds. */
  private static Map<String, Double> ours(Layout layout, Place place, int rounds)
      throws IOException, InterruptedException {
    System.out.println(
        "| ms (on a processor) | total | analysis (clang) | code (clang) | own | JVM start | clang and types"
            + " found | peak MiB, clang's |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    Map<String, Double> medians = new LinkedHashMap<>();
    boolean cold = true;
    for (Map.Entry<String, List<String>> subject : SUBJECTS.entrySet()) {
      List<String> lines =
          place.run(layout.environment(), layout.command(subject.getValue(), rounds));
      List<List<Long>> all = numbers(lines, "round");
      List<Long> peak = numbers(lines, "peak").get(0);
      long jvm = numbers(lines, "jvm").get(0).get(0);
      long found = numbers(lines, "toolchain").get(0).get(0);
      List<Long> first = all.get(0);
      if (cold) {
        print(
            "cold: %s; types %d ms".formatted(subject.getKey(), first.get(1) / 1000),
            first,
            jvm / 1000,
            found / 1000,
            "%d, %d".formatted(peak.get(0) / 1024, peak.get(1) / 1024));
        cold = false;
        lines = place.run(layout.environment(), layout.command(subject.getValue(), rounds));
        all = numbers(lines, "round");
        peak = numbers(lines, "peak").get(0);
        jvm = numbers(lines, "jvm").get(0).get(0);
        found = numbers(lines, "toolchain").get(0).get(0);
        first = all.get(0);
      }
      print("first of a JVM: " + subject.getKey(), first, jvm / 1000, found / 1000, "");
      List<Long> warm = median(all.subList(Math.min(all.size() - 1, all.size() / 3), all.size()));
      print(
          "warm: " + subject.getKey(),
          warm,
          "",
          "",
          "%d, %d".formatted(peak.get(0) / 1024, peak.get(1) / 1024));
      medians.put(subject.getKey(), (double) warm.get(0));
      for (String what : List.of("examine", "complete")) {
        List<List<Long>> asked = numbers(lines, what);
        if (!asked.isEmpty()) {
          List<Long> middle = median(asked.subList(asked.size() / 3, asked.size()));
          row(
              what + ": " + subject.getKey(),
              "%d (%d)".formatted(middle.get(0) / 1000, middle.get(1) / 1000));
        }
      }
    }
    return medians;
  }

  private static void print(String name, List<Long> round, Object... more) {
    List<Object> cells = new ArrayList<>();
    cells.add(name);
    for (int i : new int[] {0, 2, 3, 4}) {
      cells.add(
          String.format(
              Locale.ROOT, "%.0f (%.0f)", round.get(i) / 1000.0, round.get(i + STAGES) / 1000.0));
    }
    cells.addAll(List.of(more));
    row(cells.toArray());
  }

  private static void row(Object... cells) {
    System.out.println(
        "| " + String.join(" | ", Stream.of(cells).map(String::valueOf).toList()) + " |");
    System.out.flush();
  }

  /** Each column's own. */
  private static List<Long> median(List<List<Long>> rounds) {
    List<Long> medians = new ArrayList<>();
    for (int i = 0; i < rounds.get(0).size(); i++) {
      int column = i;
      List<Long> sorted = rounds.stream().map(round -> round.get(column)).sorted().toList();
      medians.add(sorted.get(sorted.size() / 2));
    }
    return medians;
  }

  private static List<List<Long>> numbers(List<String> lines, String word) {
    return lines.stream()
        .filter(line -> line.startsWith(word + " "))
        .map(line -> Stream.of(line.split(" ", -1)).skip(1).map(Long::valueOf).toList())
        .toList();
  }

  private static String clang() throws IOException {
    for (String folder : String.valueOf(System.getenv("PATH")).split(":", -1)) {
      Path file = Path.of(folder, "clang");
      if (Files.isExecutable(file)) {
        return file.toRealPath().toString();
      }
    }
    throw new IOException("no clang");
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }
}
