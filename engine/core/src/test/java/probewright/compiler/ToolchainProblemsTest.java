package probewright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import probewright.btf.Kernel;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Severity;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.MapKind;
import probewright.dialect.Program;

/** What is refused, in which words and at which place of the user's own text. */
class ToolchainProblemsTest {
  @TempDir static Path folder;
  static Kernel kernel;

  @BeforeAll
  static void compileKernel() throws IOException {
    kernel = MiniKernel.make(folder);
  }

  static Stream<Path> clangs() {
    return MiniKernel.clangs();
  }

  private static Toolchain toolchain(Path clang) {
    return MiniKernel.toolchain(folder.resolve("cache"), clang);
  }

  @ParameterizedTest
  @MethodSource("clangs")
  void clangsWordsComeToTheUsersOwnPlace(Path clang) {
    assertThat(problems(clang, "words.c"))
        .containsExactly(
            "1:12-1:27 attach.malformed [kprobe:vfs_read]",
            "2:12-2:24 probe.malformed [kprobe:a:b, kprobe:FUNC]",
            // the sign before the call takes two UTF-16 units and four bytes
            "6:32-6:37 translate.unknown-method [updat, start, lookup, lookup_or_try_init,"
                + " lookup_or_init, update, insert, delete, increment, atomic_increment]",
            "7:7-7:11 translate.unknown-member [nope, struct request, ]",
            "8:2-8:11 translate.unknown-function [forgotten, ]",
            "9:24-9:24 compile.clang [expected ';' after return statement]");
  }

  @ParameterizedTest
  @MethodSource("clangs")
  void rulesNameWhatTheyRefuse(Path clang) {
    assertThat(problems(clang, "rules.c"))
        .containsExactly(
            "1:12-1:34 translate.attach-function [absent, f, g]",
            "6:28-6:34 translate.no-arguments [f, tracepoint]",
            "12:2-12:3 translate.helper-not-static [g]",
            "9:11-9:26 translate.kernel-write []",
            "10:2-10:12 translate.kernel-write []");
  }

  @ParameterizedTest
  @MethodSource("clangs")
  void readsThatCannotBeAreRefusedAtTheirPlace(Path clang) {
    assertThat(problems(clang, "reads.c"))
        .containsExactly(
            "9:4-9:12 translate.kernel-write []",
            "10:23-10:31 translate.kernel-write []",
            "11:6-11:46 translate.kernel-compare [memcmp]",
            "12:11-12:17 translate.kernel-write []");
  }

  @ParameterizedTest
  @MethodSource("clangs")
  void mapsThatCannotBeAreRefusedAtTheirLine(Path clang) {
    assertThat(problems(clang, "maps.c"))
        .containsExactly(
            "9:1-9:10 translate.map-extern [theirs]",
            "10:1-10:10 translate.map-kind [hahs, " + kinds() + "]",
            "1:10-1:22 translate.tail-map [nowhere]",
            "2:10-2:20 translate.filling-index [jumps, 4, 4]",
            "3:10-3:25 translate.tail-function [absent]",
            "4:10-4:17 translate.filling [jumps=f, tail]",
            "7:1-7:18 translate.inner-absent [later]",
            "11:1-11:10 translate.histogram-value [dist, u32]",
            "18:9-18:15 translate.unknown-method [lookup, stacks, get_stackid]");
  }

  @ParameterizedTest
  @MethodSource("clangs")
  void packetsThatAreNotThereAreRefusedAtTheirPlace(Path clang) {
    assertThat(problems(clang, "packets.c"))
        .containsExactly(
            "6:9-6:11 translate.packet-none [ttl]",
            "12:2-12:9 translate.packet-change [ttl]",
            "13:2-13:3 translate.packet-field [pad]");
  }

  @ParameterizedTest
  @MethodSource("clangs")
  void loopsOverTheKernelsListsAreOneProblem(Path clang) {
    assertThat(problems(clang, "loops.c"))
        .containsExactly("5:2-5:21 translate.kernel-loop [list_for_each_entry]");
  }

  @ParameterizedTest
  @MethodSource("clangs")
  void numbersAreNotHeldAgainstTheirConversions(Path clang) {
    String text =
        """
        int kprobe__vfs_read(void *ctx)
        {
        	bpf_trace_printk("%d %x\\n", bpf_ktime_get_ns(), bpf_ktime_get_ns());
        	return 0;
        }
        """;
    assertThat(toolchain(clang).translate(Program.of("numbers.c", text), kernel).problems())
        .isEmpty();
  }

  private static String kinds() {
    return Stream.of(MapKind.values()).map(MapKind::word).collect(Collectors.joining(", "));
  }

  private static List<String> problems(Path clang, String file) {
    Outcome<ExpandedProgram> outcome =
        toolchain(clang).translate(Program.of(file, MiniKernel.resource("errors/" + file)), kernel);
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    return outcome.problems().stream()
        .filter(problem -> problem.severity() == Severity.ERROR)
        .map(ToolchainProblemsTest::brief)
        .toList();
  }

  private static String brief(Problem problem) {
    var place = problem.place();
    assertThat(place).isNotNull();
    return place == null
        ? ""
        : place.line()
            + ":"
            + place.column()
            + "-"
            + place.endLine()
            + ":"
            + place.endColumn()
            + " "
            + problem.code()
            + " "
            + problem.arguments();
  }

  @ParameterizedTest
  @MethodSource("clangs")
  void whatOnlyTheCodePassFindsIsToldAtTheUsersOwnColumn(Path clang) {
    String text =
        """
        BPF_HASH(start, u32);
        int kprobe__vfs_read(struct pt_regs *ctx, struct file *file)
        {
            u32 key = 1; u64 zero = 0, *value = start.lookup_or_try_init(&key, &zero);
            if (value) asm volatile("no such instruction");
            return 0;
        }
        """;
    Toolchain toolchain = toolchain(clang);
    Outcome<BpfObject> outcome =
        toolchain
            .translate(Program.of("wrong.c", text), kernel)
            .then(expanded -> toolchain.compile(expanded, kernel));
    assertThat(outcome.problems()).isNotEmpty();
    assertThat(outcome.problems().get(0).place()).hasToString("wrong.c:5:29");
  }

  @Test
  void halfTypedTextIsRefusedAndNeverCrashes() {
    String text = MiniKernel.resource("golden/reads.c");
    Toolchain toolchain = toolchain(MiniKernel.clangs().findFirst().orElseThrow());
    List<Integer> cuts =
        IntStream.iterate(1, n -> n < text.length(), n -> n + 61)
            .boxed()
            .collect(Collectors.toCollection(ArrayList::new));
    for (int cut : cuts) {
      Outcome<ExpandedProgram> outcome =
          toolchain.translate(Program.of("half.c", text.substring(0, cut)), kernel);
      if (outcome instanceof Outcome.Refused<ExpandedProgram>) {
        assertThat(outcome.problems())
            .as("cut at %d", cut)
            .isNotEmpty()
            .noneMatch(problem -> problem.code().equals("compile.crash"));
      }
    }
  }

  @Test
  void deepExpressionsAreRefused() {
    String sum = String.join(" + ", java.util.Collections.nCopies(3_000, "x"));
    String text = "int kprobe__f(void *ctx) { int x = 1; return " + sum + "; }";
    Toolchain toolchain = toolchain(MiniKernel.clangs().findFirst().orElseThrow());
    assertThat(toolchain.translate(Program.of("deep.c", text), kernel).problems())
        .extracting(Problem::code)
        .containsExactly("translate.too-deep");
  }
}
