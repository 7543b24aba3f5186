package probewright.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.cli.Main;
import probewright.target.Installation;

/** The three programs on real kernels, by the command line. */
@Tag("vm")
class ThreeProgramsVmTest {
  @TempDir private Path folder;

  private record Result(int status, String out, String err) {}

  private Result run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Main.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Locale.ENGLISH,
            Installation.ofEnvironment(System.getenv(), System.getProperties()),
            arguments);
    return new Result(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private String file(String id) throws IOException {
    LessonProgram program =
        LessonPrograms.all().stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
    return write(program.file(), program.text());
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"vm:6.1", "vm:6.12"})
  void helloWorldPrintsALineForEachNewProcess(String target) throws IOException {
    Result result =
        run(
            "run",
            file("hello_world"),
            "--target",
            target,
            "--workload",
            "for i in $(seq 20); do (true); done");
    assertThat(result.err()).startsWith("Attached after ");
    assertThat(result.status()).isZero();
    Stream<String> fromBash = result.out().lines().filter(line -> line.contains("bash-"));
    assertThat(fromBash.toList())
        .hasSizeGreaterThanOrEqualTo(20)
        .allMatch(
            line ->
                line.matches(
                    " *bash-\\d+ +\\[\\d{3}\\] [^ ]{4,5} +\\d+\\.\\d{6}: bpf_trace_printk: Hello,"
                        + " World!"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vm:6.1", "vm:6.12"})
  void helloPerfOutputPrintsARowForEachEventUnderTheNamesOfTheFields(String target)
      throws IOException {
    Result result =
        run(
            "run",
            file("hello_perf_output"),
            "--target",
            target,
            "--workload",
            "for i in $(seq 20); do (true); done");
    assertThat(result.status()).as(result.err()).isZero();
    List<String> lines = result.out().lines().toList();
    assertThat(lines.get(0).strip().split(" +")).containsExactly("pid", "ts", "comm");
    assertThat(lines.stream().filter(line -> line.matches(" *\\d+ +\\d{8,} +bash")).toList())
        .hasSizeGreaterThanOrEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vm:6.1", "vm:6.12"})
  void bitehistCountsTheSizesOfTheWorkloadsRequests(String target) throws IOException {
    Result result =
        run(
            "run",
            file("bitehist"),
            "--target",
            target,
            "--workload",
            "for bs in 4k 16k 128k; do"
                + " dd if=/dev/zero of=$PRACTICE_DISK bs=$bs count=100 oflag=direct; done");
    assertThat(result.status()).as(result.err()).isZero();
    List<String> lines = result.out().lines().toList();
    assertThat(lines.get(0)).isEqualTo("     value               : count     distribution");
    assertThat(lines.subList(1, lines.size()))
        .allMatch(line -> line.matches(" +\\d+ -> \\d+ +: \\d+ +\\|\\** *\\|"))
        .allMatch(line -> line.length() == 78);
    assertThat(count(lines, 4, 7)).isBetween(100L, 200L);
    assertThat(count(lines, 16, 31)).isBetween(100L, 200L);
    assertThat(count(lines, 128, 255)).isBetween(100L, 200L);
  }

  private static long count(List<String> lines, long low, long high) {
    String start = String.format(Locale.ROOT, "%10d -> %-10d : ", low, high);
    return lines.stream()
        .filter(line -> line.startsWith(start))
        .mapToLong(
            line -> Long.parseLong(line.substring(start.length(), start.length() + 8).strip()))
        .sum();
  }

  @ParameterizedTest
  @ValueSource(strings = {"vm:6.1", "vm:6.12"})
  void checkSaysForEachFileWhetherItWorksAndWhatIsWrongWhere(String target) throws IOException {
    String good = file("bitehist");
    String syntax =
        write(
            "syntax.c",
            """
            int kprobe__sys_clone(void *ctx)
            {
                retrun 0;
            }
            """);
    String verifier =
        write(
            "verifier.c",
            """
            BPF_HASH(m);
            int kprobe__sys_clone(void *ctx)
            {
                u64 k = 1;
                u64 *v = m.lookup(&k);
                return *v;
            }
            """);
    String probe =
        write(
            "probe.c",
            """
            int kprobe__no_such_function(void *ctx)
            {
                return 0;
            }
            """);
    Result result = run("check", "--target", target, good, syntax, verifier, probe);
    assertThat(result.status()).isEqualTo(1);
    List<String> lines = result.out().lines().toList();
    assertThat(lines).contains(good + ": ok");
    assertThat(lines).anyMatch(line -> line.startsWith(syntax + ":3:5: error: "));
    assertThat(lines)
        .anyMatch(line -> line.startsWith(verifier + ":6:") && line.contains("error: "));
    assertThat(lines).anyMatch(line -> line.startsWith(probe + ":1:5: error: "));
    assertThat(lines).noneMatch(line -> line.contains("Exception"));
  }
}
