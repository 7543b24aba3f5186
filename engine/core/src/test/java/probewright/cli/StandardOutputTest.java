package probewright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StandardOutputTest {
  private static ProcessBuilder version() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            java, "-cp", System.getProperty("java.class.path"), Main.class.getName(), "--version");
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder;
  }

  @Test
  void aFullDiskIsSaid() throws Exception {
    Process full = version().redirectOutput(new File("/dev/full")).start();
    assertThat(new String(full.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            probewright: error: Standard output cannot be written: what was printed is lost, or a \
            part of it.
              See whether the disk of the file that it goes to is full.
            """);
    assertThat(full.waitFor()).isEqualTo(1);
  }

  @Test
  void aReaderThatHasHadEnoughIsNoError() throws Exception {
    Process left = version().start();
    left.getInputStream().close();
    assertThat(left.getErrorStream().readAllBytes()).isEmpty();
    assertThat(left.waitFor()).isZero();
  }
}
