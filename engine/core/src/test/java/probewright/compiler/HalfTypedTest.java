package probewright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import probewright.btf.Kernel;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.Program;

/** The half-typed texts of the trial (docs/decisions/0007) give problems at their own lines. */
class HalfTypedTest {
  private static final String TRIAL = "/probewright/dialect/trial/";
  private static final Pattern EXPECTED = Pattern.compile("// problem at line (\\d+)\n");

  @TempDir static Path folder;
  static Kernel kernel;

  @BeforeAll
  static void compileKernel() throws IOException {
    kernel = MiniKernel.make(folder);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void problemStandsAtTheLineThatIsNotFinished(String name) {
    String text = MiniKernel.resource(TRIAL + name);
    Matcher expected = EXPECTED.matcher(text);
    assertThat(expected.lookingAt()).isTrue();
    for (Path clang : MiniKernel.clangs().toList()) {
      Toolchain toolchain = MiniKernel.toolchain(folder.resolve("cache"), clang);
      Outcome<ExpandedProgram> outcome = toolchain.translate(Program.of(name, text), kernel);
      assertThat(outcome).isInstanceOf(Outcome.Refused.class);
      List<Integer> lines = outcome.problems().stream().map(HalfTypedTest::line).toList();
      assertThat(lines)
          .as(outcome.problems().toString())
          .contains(Integer.parseInt(expected.group(1)))
          .doesNotContain(0);
    }
  }

  @ParameterizedTest
  @MethodSource("probewright.compiler.MiniKernel#clangs")
  void aMacroThatIsNotClosedIsOneProblemThatSaysWhatIsMissing(Path clang) {
    Toolchain toolchain = MiniKernel.toolchain(folder.resolve("cache"), clang);
    String before = "BPF_HASH(start);\n\n";
    String behind = "\n\nint kprobe__vfs_read(void *ctx) {\n    return 0;\n}\n";
    for (String half :
        List.of(
            "TRACEPOINT_PROBE(",
            "TRACEPOINT_PROBE(sched",
            "TRACEPOINT_PROBE(sched, sched_switch",
            "TRACEPOINT_PROBE(sched, sched_switch {\n    return 0;\n}",
            "BPF_HASH(",
            "KFUNC_PROBE(vfs_read, ")) {
      for (String text : List.of(before + half, before + half + behind)) {
        List<Problem> problems = toolchain.translate(Program.of("p.c", text), kernel).problems();
        assertThat(problems).as(text).hasSize(1);
        assertThat(problems.get(0).code()).isEqualTo("translate.unclosed");
        assertThat(problems.get(0).arguments())
            .containsExactly(half.substring(0, half.indexOf('(')));
        assertThat(line(problems.get(0))).isEqualTo(3);
      }
    }
  }

  private static int line(Problem problem) {
    var place = problem.place();
    return place == null ? 0 : place.line();
  }

  static Stream<String> texts() throws Exception {
    Path trial = Path.of(HalfTypedTest.class.getResource(TRIAL).toURI());
    try (Stream<Path> files = Files.list(trial)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.contains("-half-"))
          .sorted()
          .toList()
          .stream();
    }
  }
}
