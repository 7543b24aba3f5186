package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.ProblemException;

class LocalAgentTest {
  @TempDir private Path programs;

  private LocalAgent agent() {
    return new LocalAgent(Path.of("/bundle"), Path.of("/jdk/bin/java"), List.of(programs));
  }

  private void program(String name) throws IOException {
    Files.createFile(
        programs.resolve(name),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
  }

  @Test
  void rootNeedsNobody() throws IOException {
    assertThat(agent().command(true, false))
        .containsExactly("/bundle/launch", "--java", "/jdk/bin/java");
  }

  @Test
  void aTerminalAsksBySudoAndAScreenByPkexec() throws IOException {
    program("sudo");
    program("pkexec");
    assertThat(agent().command(false, true)).startsWith(programs.resolve("sudo").toString());
    assertThat(agent().command(false, false)).startsWith(programs.resolve("pkexec").toString());
    Files.delete(programs.resolve("sudo"));
    assertThat(agent().command(false, true)).startsWith(programs.resolve("pkexec").toString());
  }

  @Test
  void withoutEitherItIsSaid() {
    assertThatThrownBy(() -> agent().command(false, true))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo("target.no-rights"));
  }

  @ParameterizedTest
  @CsvSource({"vm,vm:6.12", "vm:6.1,vm:6.1", "local,local", "ssh:root@box,ssh:root@box"})
  void targetsAreReadAsTheyAreSpelled(String spelling, String target) {
    assertThat(TargetSpec.parse(spelling))
        .isInstanceOfSatisfying(
            Outcome.Done.class, done -> assertThat(done.value()).hasToString(target));
  }

  @ParameterizedTest
  @CsvSource({"vm:5.10", "ssh:", "ssh:-oProxyCommand=x", "'ssh:a b'", "here"})
  void whatIsNoTargetIsRefused(String spelling) {
    assertThat(TargetSpec.parse(spelling)).isInstanceOf(Outcome.Refused.class);
  }
}
