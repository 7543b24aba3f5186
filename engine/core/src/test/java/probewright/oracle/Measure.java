package probewright.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import probewright.btf.Btf;
import probewright.btf.Kernel;
import probewright.btf.KernelFiles;
import probewright.compiler.BpfObject;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.Outline;
import probewright.dialect.Program;
import probewright.language.LanguageService;

/**
 * Our side of the benchmark, a JVM of its own: from text to object, some rounds, and what it cost.
 *
 * <p>{@code Measure BTF CACHE LOG ROUNDS FILE…}: the kernel's types, the folder for precompiled
 * types, the file that {@code timed.c} writes, how often, and the texts that make one program. Runs
 * with {@code timed.c} as the only clang on its PATH; a clang that stays loaded tells its own
 * times. Prints a line each, in microseconds:
 *
 * <pre>{@code
 * jvm N                                          until main
 * toolchain N                                    clang found, the kernel's types read
 * round TOTAL TYPES ANALYSIS CODE OWN            each round, then the same on a processor
 * examine TOTAL PROCESSOR                        each: what an editor asks for after a pause
 * complete TOTAL PROCESSOR                       each: the members behind the text's first arrow
 * peak KIB CLANGS_KIB                            largest resident sets
 * }</pre>
 */
final class Measure {
  private Measure() {}

  public static void main(String[] arguments) throws Exception {
    long jvm = age();
    System.out.println("jvm " + jvm);
    Path log = Path.of(arguments[2]);
    Logger warm = Logger.getLogger("probewright.compiler.WarmClang");
    warm.setLevel(Level.FINE);
    warm.addHandler(new WarmRuns(log));
    long begun = System.nanoTime();
    Kernel kernel =
        new Kernel(
            "measured",
            "x86_64",
            Btf.parse(Files.readAllBytes(Path.of(arguments[0]))),
            KernelFiles.none());
    Toolchain toolchain = done(Toolchain.find(Path.of(arguments[1])));
    System.out.println("toolchain " + (System.nanoTime() - begun) / 1000);
    StringBuilder text = new StringBuilder();
    for (String file : List.of(arguments).subList(4, arguments.length)) {
      text.append(Files.readString(Path.of(file))).append('\n');
    }
    Program program = Program.of("measured.c", text.toString());
    List<Long> clangs = new ArrayList<>();
    for (int i = Integer.parseInt(arguments[3]); i > 0; i--) {
      Files.deleteIfExists(log);
      long cpuBegun = cpu();
      begun = System.nanoTime();
      ExpandedProgram expanded = done(toolchain.translate(program, kernel));
      BpfObject object = done(toolchain.compile(expanded, kernel));
      long total = (System.nanoTime() - begun) / 1000;
      long cpu = cpu() - cpuBegun;
      if (object.elf().length == 0) {
        throw new IOException("an empty object");
      }
      System.out.println(round(log, total, cpu, clangs));
    }
    LanguageService service = new LanguageService(toolchain);
    Outline outline = service.examine(program, kernel).outline();
    int behind = program.text().indexOf("->") + 2;
    for (int i = Integer.parseInt(arguments[3]); i > 0; i--) {
      editing("examine", log, () -> service.examine(program, kernel).expanded().problems());
      if (behind > 1) {
        editing(
            "complete",
            log,
            () -> service.complete(program, kernel, outline, behind, Locale.ENGLISH).choices());
      }
    }
    long largest = clangs.stream().mapToLong(Long::longValue).max().orElse(0);
    System.out.println("peak " + peak() + " " + largest);
  }

  /** Runs of a clang that is loaded already, in the lines that {@code timed.c} writes of others. */
  private static final class WarmRuns extends Handler {
    private final Path log;

    WarmRuns(Path log) {
      this.log = log;
      setLevel(Level.FINE);
    }

    @Override
    public void publish(LogRecord run) {
      Object[] said = run.getParameters();
      String command = String.valueOf(said[0]);
      String work =
          command.contains("-ast-dump=json")
              ? "analysis"
              : command.contains("c-header") ? "types" : command.contains("-c,") ? "code" : "other";
      try {
        Files.writeString(
            log,
            "%s %s %s %s%n".formatted(work, said[1], said[2], said[3]),
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static void editing(String what, Path log, Callable<List<?>> work) throws Exception {
    Files.deleteIfExists(log);
    long cpuBegun = cpu();
    long begun = System.nanoTime();
    int found = work.call().size();
    long total = (System.nanoTime() - begun) / 1000;
    long cpu = cpu() - cpuBegun;
    if (what.equals("complete") && found == 0) {
      throw new IOException("nothing to complete with");
    }
    try (Stream<String> lines = Files.lines(log)) {
      cpu += lines.mapToLong(line -> Long.parseLong(line.split(" ", -1)[2])).sum();
    }
    System.out.println(what + " " + total + " " + cpu);
  }

  private static String round(Path log, long total, long ownCpu, List<Long> clangs)
      throws IOException {
    Map<String, Long> wall = new HashMap<>();
    Map<String, Long> cpu = new HashMap<>();
    try (Stream<String> lines = Files.lines(log)) {
      lines.forEach(
          line -> {
            String[] words = line.split(" ", -1);
            wall.merge(words[0], Long.parseLong(words[1]), Long::sum);
            cpu.merge(words[0], Long.parseLong(words[2]), Long::sum);
            clangs.add(Long.parseLong(words[3]));
          });
    }
    long own = total - wall.values().stream().mapToLong(Long::longValue).sum();
    long all = ownCpu + cpu.values().stream().mapToLong(Long::longValue).sum();
    return "round " + columns(total, wall, own) + " " + columns(all, cpu, ownCpu);
  }

  private static String columns(long total, Map<String, Long> works, long own) {
    StringBuilder columns = new StringBuilder().append(total).append(' ');
    for (String work : List.of("types", "analysis", "code")) {
      columns.append(works.getOrDefault(work, 0L)).append(' ');
    }
    return columns.append(own).toString();
  }

  /** Microseconds that this process's threads were on a processor; its children's are not in it. */
  private static long cpu() throws IOException {
    long nanos = 0;
    try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      for (Path thread : threads.toList()) {
        nanos += onProcessor(thread);
      }
    }
    return nanos / 1000;
  }

  private static long onProcessor(Path thread) throws IOException {
    try {
      return Long.parseLong(first(Files.readString(thread.resolve("schedstat"))));
    } catch (NoSuchFileException ended) {
      // a thread that has ended in between had little to do
      return 0;
    }
  }

  /** Microseconds since this process was started, to the hundredth of a second. */
  private static long age() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    // behind the name in brackets the third field follows; the start is the 22nd
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    double uptime = Double.parseDouble(first(Files.readString(Path.of("/proc/uptime"))));
    return Math.round(1e6 * (uptime - Long.parseLong(fields[19]) / 100.0));
  }

  private static String first(String words) {
    return words.substring(0, words.indexOf(' '));
  }

  private static long peak() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(0);
    }
  }

  private static <T> T done(Outcome<T> outcome) throws IOException {
    if (outcome instanceof Outcome.Done<T> done) {
      return done.value();
    }
    throw new IOException(outcome.problems().toString());
  }
}
