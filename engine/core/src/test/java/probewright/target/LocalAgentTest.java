package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
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
  void sudoIsNotLetAskWhereNobodyCanAnswer() throws IOException {
    program("sudo");
    assertThat(agent().command(false, false))
        .startsWith(programs.resolve("sudo").toString(), "-n", "/bundle/launch");
    assertThat(agent().command(false, true)).doesNotContain("-n");
  }

  /** Way, whether there is a terminal, status, words; what it comes to, nothing for no refusal. */
  @ParameterizedTest
  @CsvSource({
    "sudo,true,1,sudo: 3 incorrect password attempts,target.refused-rights sudo",
    "sudo,true,1,ann is not in the sudoers file.,",
    "sudo,false,1,sudo: es ist ein Passwort notwendig,target.no-terminal",
    "sudo,true,126,launch: cannot start /x,",
    "sudo,true,1,Error: Could not create the Java Virtual Machine.,",
    "pkexec,false,126,Request dismissed,target.refused-rights pkexec",
    "pkexec,false,127,Error getting authority,target.refused-rights pkexec",
    "pkexec,false,126,launch: no jars in /bundle,",
    "pkexec,false,143,'',",
    "none,true,126,launch: no jars in /bundle,",
  })
  void whoRefusedIsNamed(
      String way, boolean terminal, int status, String words, @Nullable String expected)
      throws IOException, ProblemException {
    if (!way.equals("none")) {
      program(way);
    }
    List<String> command = agent().command(way.equals("none"), terminal);
    Optional<Problem> problem = LocalAgent.refusal(command, status, words);
    assertThat(
            problem
                .map(it -> (it.code() + " " + String.join(" ", it.arguments())).strip())
                .orElse(""))
        .isEqualTo(expected == null ? "" : expected);
    problem.ifPresent(it -> assertThat(it.raw()).isEqualTo(words));
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
