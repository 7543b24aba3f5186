package probewright.agent.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The library against the classes, without asking anything of this machine's kernel. */
class NativeSymbolsTest {
  @Test
  void everyNativeMethodIsInTheLibrary() throws IOException {
    String library =
        Files.readString(
            Path.of("target/bundle/libprobewright-agent.so"), StandardCharsets.ISO_8859_1);
    List<JavaMethod> natives =
        new ClassFileImporter()
            .importPackages("probewright.agent").stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.NATIVE))
                .toList();
    assertThat(natives).hasSizeGreaterThan(40);
    assertThat(natives)
        .allSatisfy(
            method ->
                assertThat(library)
                    .contains(
                        "\0Java_"
                            + method.getOwner().getName().replace('.', '_')
                            + "_"
                            + method.getName()
                            + "\0"));
  }

  /** The names that the library asks the C library for stand in it as words of their own. */
  @Test
  void theLibraryStartsNoProgram() throws IOException {
    String library =
        Files.readString(
            Path.of("target/bundle/libprobewright-agent.so"), StandardCharsets.ISO_8859_1);
    assertThat(library).contains("\0bpf_object__load\0", "\0flock\0");
    assertThat(List.of("system", "popen", "fork", "vfork", "clone", "posix_spawn", "posix_spawnp"))
        .noneMatch(name -> library.contains("\0" + name + "\0"));
    assertThat(
            List.of("execve", "execv", "execvp", "execvpe", "execl", "execlp", "execle", "fexecve"))
        .noneMatch(name -> library.contains("\0" + name + "\0"));
  }

  @Test
  void theLibraryLoadsWithItsLibbpf() {
    assertThat(LibBpf.version()).startsWith("v1.");
    assertThat(LogNative.take()).isEmpty();
  }
}
