package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probewright.diagnostics.ProblemException;

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
            "mkdir",
            "mktemp",
            "rm",
            "mv",
            "uname",
            "id",
            "readlink",
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

  private Path runtime() {
    try {
      runtimes++;
      Path made = folder.resolve("runtime-17");
      Files.createDirectories(made.resolve("bin"));
      script(made.resolve("bin/java"), "echo 'openjdk version \"17.0.9\"' >&2");
      return made;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The first line of what took the shell's place, and what it echoes. */
  private String start() throws IOException {
    SshAgent agent = new SshAgent(bundle, this::runtime);
    try (AgentProcess process = AgentProcess.start(agent.command(ssh.toString(), "box"))) {
      agent.start(process, "box");
      process.out().write("ping".getBytes(StandardCharsets.US_ASCII));
      process.out().close();
      return new String(process.in().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private List<String> cached() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve(".cache/probewright"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void theAgentIsSentOnceAndThenFoundThere() throws IOException {
    java("17.0.9");
    assertThat(start()).isEqualTo("agent --java " + programs.resolve("java") + "\nping");
    assertThat(cached()).singleElement().asString().startsWith("agent-");
    // were it sent again, it could not be read
    Files.delete(bundle.resolve("launch"));
    Files.writeString(bundle.resolve("other"), "");
    assertThat(cached()).hasSize(1);
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
    assertThat(first).startsWith("agent --java " + home).contains("/jre/bin/java");
    assertThat(start()).isEqualTo(first);
    assertThat(runtimes).isEqualTo(1);
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

  @Test
  void aHostThatCannotBeReachedIsToldInSshsWords() throws IOException {
    script(ssh, "echo 'ssh: Could not resolve hostname box' >&2; exit 255");
    assertThatThrownBy(this::start)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo("target.ssh-failed");
              assertThat(e.problem().raw()).isEqualTo("ssh: Could not resolve hostname box");
            });
  }
}
