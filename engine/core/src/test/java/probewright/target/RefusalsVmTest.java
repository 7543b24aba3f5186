package probewright.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.target.vm.VmOptions;
import probewright.verifier.Kind;

/** Every class of refusal, provoked on real kernels. */
@Tag("vm")
class RefusalsVmTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void eachClassIsToldAtTheUsersOwnPlace(String kernel) throws Exception {
    Toolchain toolchain =
        ((Outcome.Done<Toolchain>) Toolchain.find(folder.resolve("types"))).value();
    SoftAssertions softly = new SoftAssertions();
    Set<String> met = new TreeSet<>();
    try (Target target = open(kernel)) {
      for (Path file : RefusedPrograms.all()) {
        List<Problem> problems = RefusedPrograms.problems(file, toolchain, target);
        String told = RefusedPrograms.told(problems);
        String name = file.getFileName().toString().replace(".c", "");
        keep(name, kernel, told, problems);
        softly.assertThat(told).as(name).isEqualTo(RefusedPrograms.golden(name, kernel));
        problems.forEach(problem -> met.add(problem.code()));
        for (Problem problem : problems) {
          for (Fix fix : problem.fixes()) {
            String mended = fix.apply(Files.readString(file));
            softly
                .assertThat(RefusedPrograms.problems(file, mended, toolchain, target))
                .as(name + " with its fix loads: " + mended)
                .noneMatch(Problem::isError);
          }
        }
      }
    }
    softly
        .assertThat(met)
        .as("classes that are met on no kernel")
        .containsAll(
            Stream.of(Kind.values())
                .filter(kind -> kind != Kind.LOOP_SHAPE || kernel.equals("6.1"))
                .map(Kind::code)
                .toList());
    softly.assertAll();
  }

  /** With a folder named, what was met is written there, to be looked at and made golden. */
  private static void keep(String name, String kernel, String told, List<Problem> problems)
      throws IOException {
    String golden = System.getProperty("probewright.golden");
    if (golden != null) {
      Path out = Files.createDirectories(Path.of(golden, kernel));
      Files.writeString(out.resolve(name + ".txt"), told);
      Files.writeString(
          out.resolve(name + ".log"),
          problems.isEmpty() ? "" : String.valueOf(problems.get(problems.size() - 1).raw()));
    }
  }

  private Target open(String kernel) throws Exception {
    return PracticeTargets.open(VmOptions.of(kernel).withSnapshots(false), folder);
  }
}
