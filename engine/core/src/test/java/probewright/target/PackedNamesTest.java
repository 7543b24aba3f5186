package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedNamesTest {
  @TempDir private Path folder;

  private byte[] told() throws Exception {
    Files.writeString(
        folder.resolve("names.c"),
        """
        static __attribute__((noinline, used)) int hidden(int i) { return i + 1; }
        int main(void) { return hidden(1); }
        """);
    run("gcc", "-O1", "-o", "names", "names.c");
    run("objcopy", "--only-keep-debug", "names", "debug");
    run("xz", "debug");
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    told.writeBytes("0 0 100\n1000 1000 10000\n\n".getBytes(StandardCharsets.UTF_8));
    told.writeBytes(Files.readAllBytes(folder.resolve("debug.xz")));
    return told.toByteArray();
  }

  private void run(String... words) throws Exception {
    Process process = new ProcessBuilder(words).directory(folder.toFile()).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void namesAreUnpacked() throws Exception {
    List<String> lines = PackedNames.lines(told());
    UserSymbols symbols = new UserSymbols(lines);
    assertThat(lines).anyMatch(line -> line.matches("1[0-9a-f]{3} [0-9a-f]+ f hidden"));
    long main = symbols.find("main").orElseThrow().offset();
    assertThat(main).isNotEqualTo(symbols.find("hidden").orElseThrow().offset());
    assertThat(symbols.at(main).orElseThrow().name()).isEqualTo("main");
  }

  @Test
  void aFileWithoutThemHasNone() throws Exception {
    assertThat(PackedNames.lines(new byte[0])).isEmpty();
  }

  /** The file is anybody's: whatever its bytes are, they are refused or read. */
  @Test
  void brokenBytesAreRefused() throws Exception {
    byte[] whole = told();
    assertThatThrownBy(() -> PackedNames.lines(Arrays.copyOf(whole, whole.length / 2)))
        .isInstanceOf(IOException.class);
    Random random = new Random(11);
    for (int i = 0; i < 200; i++) {
      byte[] broken = whole.clone();
      for (int j = 0; j < 4; j++) {
        broken[30 + random.nextInt(broken.length - 30)] = (byte) random.nextInt();
      }
      try {
        assertThat(PackedNames.lines(broken)).isNotNull();
      } catch (IOException refused) {
        assertThat(refused).isNotNull();
      }
    }
  }
}
