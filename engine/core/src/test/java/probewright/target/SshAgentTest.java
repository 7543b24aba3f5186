package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;

/** What happens before the agent answers, with a shell of this machine for the other one. */
class SshAgentTest {
  @TempDir private Path folder;
  private Path home;
  private Path bundle;
  private Path programs;
  private Path ssh;
  private int runtimes;

  @BeforeEach
  void machine() throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
    bundle = Files.createDirectory(folder.resolve("bundle"));
    programs = Files.createDirectory(folder.resolve("programs"));
    for (String name :
        List.of(
            "sh",
            "sed",
            "head",
            "tar",
            "gzip",
            "mkdir",
            "mktemp",
            "rm",
            "mv",
            "uname",
            "id",
            "readlink",
            "find",
            "touch",
            "cat")) {
      Files.createSymbolicLink(programs.resolve(name), Path.of("/usr/bin", name));
    }
    script(programs.resolve("ldd"), "echo \"${LIBRARY:-libc.so.6 => /lib/libc.so.6}\"");
    script(
        programs.resolve("id"), "if [ \"$1\" = -u ]; then echo \"${WHO:-0}\"; else echo ann; fi");
    script(programs.resolve("sudo"), "[ \"$1 $2\" != '-n true' ] && shift && exec \"$@\"; exit 1");
    script(bundle.resolve("launch"), "echo \"agent $*\"; exec cat");
    Files.writeString(bundle.resolve("libprobewright-agent.so"), "native");
    ssh = folder.resolve("ssh");
    machine("");
  }

  /** Another machine: a shell with few programs, a greeting, and some variables. */
  private void machine(String variables) throws IOException {
    script(
        ssh,
        "echo Welcome to somewhere\n"
            + "for last in \"$@\"; do :; done\n"
            + ("exec env -i HOME=" + home + " PATH=" + programs + " " + variables)
            + " sh -c \"$last\"");
  }

  private static void script(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void java(String version) throws IOException {
    script(programs.resolve("java"), "echo 'openjdk version \"" + version + "\" 2024' >&2");
  }

  private final class Runtime17 implements SshAgent.JavaToSend {
    @Override
    public String key() {
      return "17+9";
    }

    @Override
    public Path folder() {
      try {
        runtimes++;
        Path made = folder.resolve("runtime-17.0.9+9");
        Files.createDirectories(made.resolve("bin"));
        script(made.resolve("bin/java"), "echo 'openjdk version \"17.0.9\"' >&2");
        return made;
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  /** The first line of what took the shell's place, and what it echoes. */
  private String start() throws IOException {
    SshAgent agent = new SshAgent(new AgentBundle(bundle), new Runtime17());
    try (AgentProcess process = AgentProcess.start(agent.command(ssh.toString(), "box"))) {
      agent.start(process, "box");
      process.out().write("ping".getBytes(StandardCharsets.US_ASCII));
      process.out().close();
      return new String(process.in().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private Path cache() {
    return home.resolve(".cache/probewright");
  }

  private List<String> cached() throws IOException {
    try (Stream<Path> files = Files.list(cache())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void old(String name) throws IOException {
    Path there = Files.createDirectories(cache().resolve(name));
    Files.writeString(there.resolve("file"), "");
    Files.setLastModifiedTime(there, FileTime.from(Instant.now().minus(Duration.ofDays(40))));
  }

  private ProblemException refusal() {
    return catchThrowableOfType(ProblemException.class, this::start);
  }

  @Test
  void theAgentIsSentOnceAndThenFoundThere() throws IOException {
    java("17.0.9");
    assertThat(start()).isEqualTo("agent --java " + programs.resolve("java") + "\nping");
    assertThat(cached()).singleElement().asString().startsWith("agent-");
    Path there = cache().resolve(cached().get(0));
    try (Stream<Path> files = Files.list(there)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("launch", "libprobewright-agent.so");
    }
    // were it sent again, it could not be read
    String launch = Files.readString(bundle.resolve("launch"), StandardCharsets.UTF_8);
    SshAgent agent = new SshAgent(new AgentBundle(bundle), new Runtime17());
    List<String> command = agent.command(ssh.toString(), "box");
    Files.delete(bundle.resolve("launch"));
    try (AgentProcess process = AgentProcess.start(command)) {
      agent.start(process, "box");
    }
    assertThat(Files.readString(there.resolve("launch"), StandardCharsets.UTF_8)).isEqualTo(launch);
  }

  @Test
  void anotherAgentComesBesideAndWhatIsOldGoes() throws IOException {
    java("17.0.9");
    start();
    Files.writeString(bundle.resolve("more"), "");
    old("agent-00000000");
    old("new.aBcDeF");
    old("practice");
    start();
    assertThat(cached()).hasSize(3).contains("practice").doesNotContain("agent-00000000");
  }

  @Test
  void aMachineOfAnotherKindIsRefusedBeforeAnythingIsSent() throws IOException {
    java("17.0.9");
    Files.delete(programs.resolve("uname"));
    script(programs.resolve("uname"), "echo aarch64");
    Problem problem = refusal().problem();
    assertThat(problem)
        .isEqualTo(Problem.error(Stage.LOAD, "target.ssh-machine", "box", "aarch64", "x86_64"));
    assertThat(cached()).isEmpty();
  }

  /** The line goes dead in the middle of the copy. */
  @Test
  void aCopyThatIsBrokenOffLeavesNothing() throws IOException {
    java("17.0.9");
    List<String> command =
        new SshAgent(new AgentBundle(bundle), new Runtime17()).command(ssh.toString(), "box");
    Process process = new ProcessBuilder(command).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write("100000\nhalf of an archive".getBytes(StandardCharsets.US_ASCII));
    }
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("probewright: need x86_64 agent")
        .contains("probewright: no-room");
    assertThat(cached()).isEmpty();
  }

  @Test
  void anAgentThatIsThereIsUsedAsItIs() throws IOException {
    java("21");
    start();
    Path there = home.resolve(".cache/probewright").resolve(cached().get(0));
    script(there.resolve("launch"), "echo changed; exec cat");
    assertThat(start()).isEqualTo("changed\nping");
    assertThat(runtimes).isZero();
  }

  @Test
  void withoutANewEnoughJavaOneIsSentAlong() throws IOException {
    java("11.0.2");
    String first = start();
    assertThat(first)
        .isEqualTo("agent --java " + cache().resolve("agent-java-17+9/bin/java") + "\nping");
    assertThat(start()).isEqualTo(first);
    assertThat(runtimes).isEqualTo(1);
    // another agent finds the same Java
    Files.writeString(bundle.resolve("more"), "");
    assertThat(start()).isEqualTo(first);
    assertThat(runtimes).isEqualTo(1);
    assertThat(cached()).hasSize(3);
  }

  @Test
  void anOrdinaryUserNeedsSudo() throws IOException {
    java("17");
    machine("WHO=1000");
    assertThatThrownBy(this::start)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo("target.ssh-no-rights");
              assertThat(e.problem().arguments()).containsExactly("box", "ann");
            });
    script(programs.resolve("sudo"), "shift; exec \"$@\"");
    Files.createSymbolicLink(programs.resolve("true"), Path.of("/usr/bin/true"));
    assertThat(start()).startsWith("agent --java");
  }

  @Test
  void aMissingLibraryIsNamed() throws IOException {
    java("17");
    machine("LIBRARY='\tlibbpf.so.1 => not found'");
    assertThatThrownBy(this::start)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().arguments()).containsExactly("box", "libbpf.so.1"));
  }

  /** ssh's words, and what is said of them. */
  @ParameterizedTest
  @CsvSource({
    "ssh: Could not resolve hostname box: Name or service not known,target.ssh-unreachable",
    "ssh: connect to host box port 22: Connection refused,target.ssh-unreachable",
    "Host key verification failed.,target.ssh-host-key",
    "ann@box: Permission denied (publickey).,target.ssh-denied",
    "Bad configuration option: nonsense,target.ssh-failed"
  })
  void whatSshSaysIsUnderstood(String words, String code) throws IOException {
    script(ssh, "echo '" + words + "' >&2; exit 255");
    Problem problem = refusal().problem();
    assertThat(problem).isEqualTo(Problem.error(Stage.LOAD, code, "box").withRaw(words));
  }
}
