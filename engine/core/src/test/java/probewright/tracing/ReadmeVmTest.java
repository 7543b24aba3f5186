package probewright.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's five lines, as they stand there: compiled and run. */
@Tag("vm")
class ReadmeVmTest {
  @TempDir private Path folder;

  private static String block(String readme, String language, String has) {
    Matcher blocks =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(readme);
    while (blocks.find()) {
      if (blocks.group(1).contains(has)) {
        return blocks.group(1);
      }
    }
    throw new AssertionError(has);
  }

  @Test
  void fiveLinesRunAsTheyStand() throws Exception {
    String readme = Files.readString(Path.of("../../README.md"));
    Files.writeString(folder.resolve("reads.c"), block(readme, "c", "BPF_PERF_OUTPUT(reads)"));
    String lines = block(readme, "java", "Tracer.open");
    assertThat(lines.lines()).hasSize(5);
    Path source = folder.resolve("Five.java");
    Files.writeString(
        source,
        """
        import java.nio.file.Path;
        import probewright.tracing.*;
        class Five {
          public static void main(String[] words) throws Exception {
        %s  }
        }
        """
            .formatted(lines));
    Process five =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Dprobewright.agent=" + System.getProperty("probewright.agent", ""),
                    "-cp",
                    System.getProperty("java.class.path"),
                    source.toString()))
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(five.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(five.waitFor()).isZero();
    assertThat(out.lines()).hasSize(4);
    assertThat(out.lines().limit(3))
        .allMatch(line -> line.matches("Read\\[pid=\\d+, comm=.+, bytes=\\d+\\]"));
    assertThat(out).endsWith(" reads so far\n");
  }
}
