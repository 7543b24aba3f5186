package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;

class AgentBundleTest {
  @TempDir private Path folder;

  private void make() throws IOException {
    for (String name :
        List.of(
            "launch",
            "libprobewright-agent.so",
            "probewright-agent-0.1.0-SNAPSHOT.jar",
            "jackson-core-2.22.4.jar",
            "jackson-dataformat-cbor-2.22.4.jar")) {
      Files.writeString(folder.resolve(name), name);
    }
  }

  @Test
  void aWholeOneIsTakenAndAnotherContentIsAnotherHash() throws IOException {
    make();
    AgentBundle bundle = new AgentBundle(folder);
    bundle.check();
    String hash = bundle.hash();
    assertThat(hash).hasSize(16).isEqualTo(bundle.hash());
    Files.writeString(folder.resolve("launch"), "another");
    assertThat(bundle.hash()).isNotEqualTo(hash);
  }

  @ParameterizedTest
  @CsvSource({
    "launch,launch",
    "libprobewright-agent.so,libprobewright-agent.so",
    "probewright-agent-0.1.0-SNAPSHOT.jar,probewright-agent-*.jar",
    "jackson-core-2.22.4.jar,jackson-core-*.jar"
  })
  void whatIsMissingIsNamed(String file, String part) throws IOException {
    make();
    Files.delete(folder.resolve(file));
    assertThat(refusal(folder))
        .isEqualTo(Problem.error(Stage.LOAD, "target.no-agent", folder, part));
  }

  @Test
  void aFolderThatIsNotThereHasNothing() {
    Path absent = folder.resolve("absent");
    Problem problem = refusal(absent);
    assertThat(problem.code()).isEqualTo("target.no-agent");
    assertThat(problem.arguments().get(1)).hasToString("launch");
  }

  private static Problem refusal(Path folder) {
    return catchThrowableOfType(ProblemException.class, () -> new AgentBundle(folder).check())
        .problem();
  }
}
