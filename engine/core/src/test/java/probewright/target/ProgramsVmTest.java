package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.dialect.Program;

/**
 * Programs as people write them today, each taken as far as attached on both kernels. Those with a
 * {@code // workload:} line run beside it, and something must come out of them.
 */
@Tag("vm")
class ProgramsVmTest {
  private static final List<String> KERNELS = List.of("6.1", "6.12");
  private static final Pattern WORKLOAD = Pattern.compile("(?m)^// workload: (.*)$");

  /** One machine of each kernel for the whole class. */
  private static final Map<String, Target> TARGETS = new HashMap<>();

  /** What went wrong with each program on each kernel: codes, or our own words. */
  private static final Map<String, List<String>> RESULTS = new HashMap<>();

  private static Toolchain toolchain;

  /** Counts what arrives. */
  private static final class Counter implements RunListener {
    final AtomicLong records = new AtomicLong();
    final List<Output> outputs = new ArrayList<>();

    @Override
    public void outputs(List<Output> all) {
      outputs.addAll(all);
    }

    @Override
    public void record(String stream, int cpu, ByteBuffer data) {
      records.incrementAndGet();
    }

    @Override
    public void lost(String stream, long kernel, long agent) {
      records.addAndGet(kernel + agent);
    }

    @Override
    public void ended(Problem why) {}
  }

  @BeforeAll
  static void open() throws Exception {
    Installation installation = Installation.ofEnvironment(System.getenv(), System.getProperties());
    toolchain = ((Outcome.Done<Toolchain>) installation.toolchain()).value();
    for (String kernel : KERNELS) {
      TARGETS.put(kernel, installation.open(new TargetSpec.Practice(kernel)));
    }
  }

  @AfterAll
  static void close() {
    TARGETS.values().forEach(Target::close);
    TARGETS.clear();
    RESULTS.clear();
  }

  @TestFactory
  Stream<DynamicNode> everyProgramIsAttachedAndSpeaks() throws Exception {
    List<DynamicNode> kernels = new ArrayList<>();
    for (String kernel : KERNELS) {
      List<DynamicNode> tests = new ArrayList<>();
      for (Path file : programs()) {
        String name = file.getFileName().toString();
        tests.add(
            dynamicTest(
                name,
                () ->
                    assertThat(result(kernel, file))
                        .as(name + " on " + kernel)
                        .isEqualTo(expected().getOrDefault(kernel + " " + name, List.of()))));
      }
      kernels.add(dynamicContainer(kernel, tests));
    }
    return kernels.stream();
  }

  /** The goal of the whole dialect, in hundredths; what a kernel has not got counts against it. */
  @ParameterizedTest
  @CsvSource({"6.1, 98", "6.12, 95"})
  void enoughProgramsAreAttached(String kernel, int goal) throws Exception {
    List<Path> programs = programs();
    long well = 0;
    for (Path file : programs) {
      well += result(kernel, file).isEmpty() ? 1 : 0;
    }
    System.err.printf("programs: %d of %d on %s%n", well, programs.size(), kernel);
    assertThat(well * 100).isGreaterThanOrEqualTo((long) goal * programs.size());
  }

  /** The codes of what went wrong, each once; asked of the kernel once. */
  private static List<String> result(String kernel, Path file) throws Exception {
    String key = kernel + " " + file.getFileName();
    List<String> known = RESULTS.get(key);
    if (known == null) {
      known = run(Objects.requireNonNull(TARGETS.get(kernel)), file, key);
      RESULTS.put(key, known);
    }
    return known;
  }

  private static List<String> run(Target target, Path file, String key) throws Exception {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    Counter counter = new Counter();
    Outcome<Run> outcome =
        Run.start(
            Program.of(file.getFileName().toString(), text),
            toolchain,
            target,
            counter,
            System::nanoTime);
    if (!(outcome instanceof Outcome.Done<Run> started)) {
      outcome.problems().stream().filter(Problem::isError).forEach(p -> say(key + " " + brief(p)));
      return outcome.problems().stream()
          .filter(Problem::isError)
          .map(Problem::code)
          .distinct()
          .toList();
    }
    try (Run run = started.value()) {
      Matcher workload = WORKLOAD.matcher(text);
      if (!workload.find()) {
        return List.of();
      }
      try (Workloads.Workload work =
          target
              .workloads()
              .orElseThrow()
              .start(
                  workload.group(1),
                  OutputStream.nullOutputStream(),
                  OutputStream.nullOutputStream())) {
        int status = work.waitFor();
        if (status != 0) {
          say(key + " workload ended with " + status);
          return List.of("workload " + status);
        }
      }
      run.detach();
      if (counter.records.get() == 0 && !holdsAnything(run, counter.outputs)) {
        say(key + " said nothing");
        return List.of("nothing came");
      }
      return List.of();
    }
  }

  private static boolean holdsAnything(Run run, List<Output> outputs) {
    for (Output output : outputs) {
      if (output instanceof Output.Entries) {
        try {
          if (run.read(output.name()).stream().anyMatch(entry -> !isZero(entry.value()))) {
            return true;
          }
        } catch (ProblemException e) {
          // queues and tables of programs are not read so
          say(output.name() + " " + e.problem().code());
        }
      }
    }
    return false;
  }

  private static boolean isZero(byte[] value) {
    for (byte b : value) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private static String brief(Problem problem) {
    return problem.place() + " " + problem.code() + problem.arguments();
  }

  private static List<Path> programs() throws Exception {
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(file -> file.toString().endsWith(".c")).sorted().toList();
    }
  }

  /** What a kernel truly has not got: kernel, program, code, reason, set apart by tabs. */
  private static Map<String, List<String>> expected() throws Exception {
    Map<String, List<String>> codes = new HashMap<>();
    for (String line : Files.readAllLines(folder().resolve("absent.tsv"))) {
      String[] cells = line.split("\t", -1);
      codes.put(cells[0] + " " + cells[1], List.of(cells[2]));
    }
    return codes;
  }

  private static Path folder() throws Exception {
    return Path.of(ProgramsVmTest.class.getResource("/probewright/programs").toURI());
  }

  private static void say(String words) {
    System.err.println("programs: " + words);
  }
}
