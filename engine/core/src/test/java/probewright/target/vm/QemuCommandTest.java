package probewright.target.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QemuCommandTest {
  private final VmCache files =
      new VmCache(
          Path.of("/c/vmlinuz"),
          Path.of("/c/initrd"),
          Path.of("/c/modules"),
          Path.of("/c/a,b"),
          "hashes");

  private List<String> command(VmOptions options, QemuCommand.Memory memory) throws Exception {
    try (RunFolder folder = RunFolder.create()) {
      return QemuCommand.arguments(options, files, Path.of("/c/initrd"), memory, folder);
    }
  }

  @Test
  void emulatesUnlessAskedOtherwise() throws Exception {
    List<String> plain = command(VmOptions.of("6.1"), QemuCommand.Memory.anonymous());
    assertThat(plain).contains("tcg,thread=single").noneMatch(word -> word.contains("kvm"));
    assertThat(QemuCommand.machine(VmOptions.of("6.1").withAccelerator("kvm"))).contains("kvm");
  }

  @Test
  void diesWithItsStarter() throws Exception {
    assertThat(command(VmOptions.of("6.1"), QemuCommand.Memory.anonymous()))
        .startsWith("setsid", "setpriv", "--pdeathsig", "KILL", "qemu-system-x86_64");
  }

  @Test
  void mapsSavedMemoryWithoutWritingToIt() throws Exception {
    Path saved = Path.of("/c/memory");
    assertThat(command(VmOptions.of("6.1"), QemuCommand.Memory.copyOnWrite(saved)))
        .contains("memory-backend-file,id=ram,size=768M,share=off,mem-path=/c/memory");
    assertThat(command(VmOptions.of("6.1"), QemuCommand.Memory.shared(saved)))
        .contains("memory-backend-file,id=ram,size=768M,share=on,mem-path=/c/memory");
  }

  @Test
  void doublesCommasInPathsAndHasNoNetwork() throws Exception {
    assertThat(command(VmOptions.of("6.1"), QemuCommand.Memory.anonymous()))
        .contains("if=none,id=image,format=raw,file=/c/a,,b,readonly=on", "-nodefaults")
        .noneMatch(word -> word.contains("net"));
  }

  @Test
  void quotesForTheShell() {
    assertThat(Snapshots.quoted(Path.of("/it's"))).isEqualTo("'/it'\\''s'");
    assertThat(VmMain.shell(List.of("echo $X"))).isEqualTo("echo $X");
    assertThat(VmMain.shell(List.of("echo", "$X"))).isEqualTo("'echo' '$X'");
  }
}
