package probewright.target.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SnapshotKeyTest {
  @TempDir Path folder;

  private VmCache cache(String content) {
    return new VmCache(folder, folder, folder, folder, content);
  }

  @Test
  void changesWithWhatTheMachineIsMadeOf() throws Exception {
    Path agent = Files.createDirectory(folder.resolve("agent"));
    Files.writeString(agent.resolve("launch"), "one");
    VmOptions plain = VmOptions.of("6.1");
    VmOptions withAgent = plain.withAgent(agent);
    String key = Snapshots.key(withAgent, cache("a"));

    assertThat(Snapshots.key(withAgent, cache("a"))).isEqualTo(key);
    assertThat(Snapshots.key(withAgent, cache("b"))).isNotEqualTo(key);
    assertThat(Snapshots.key(plain, cache("a"))).isNotEqualTo(key);
    assertThat(Snapshots.key(withAgent.withAccelerator("kvm"), cache("a"))).isNotEqualTo(key);
    Files.writeString(agent.resolve("launch"), "two");
    assertThat(Snapshots.key(withAgent, cache("a"))).isNotEqualTo(key);
  }

  @Test
  void knowsQemuByItsFile() throws Exception {
    Path qemu = folder.resolve("qemu-system-x86_64");
    Files.writeString(qemu, "x");
    assertThat(qemu.toFile().setExecutable(true)).isTrue();
    String build = Snapshots.qemuBuild("/nowhere:" + folder);
    Files.writeString(qemu, "xy");
    assertThat(Snapshots.qemuBuild("/nowhere:" + folder)).isNotEqualTo(build);
  }

  @Test
  void appendsTheAgentToTheInitrd() throws Exception {
    Path base = Files.writeString(folder.resolve("base"), "BASE");
    Path agent = Files.createDirectory(folder.resolve("agent"));
    Files.writeString(agent.resolve("launch"), "hello");
    Path made = folder.resolve("initrd");
    Initrd.write(base, Optional.of(agent), made);

    String text = Files.readString(made, StandardCharsets.ISO_8859_1);
    assertThat(text).startsWith("BASE070701").contains("agent/launch\0", "hello", "TRAILER!!!");
    assertThat(Files.size(made) % 4).isZero();
    // the name of the second entry begins behind a head of 110 bytes, at a multiple of four
    assertThat((text.indexOf("agent/launch") - 110) % 4).isZero();
  }
}
