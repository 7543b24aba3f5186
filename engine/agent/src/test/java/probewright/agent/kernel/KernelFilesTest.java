package probewright.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read in one piece though the kernel has it in many. */
class KernelFilesTest {
  @TempDir private Path root;

  private void put(String path, String text) throws Exception {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String read(String what) throws Exception {
    try (InputStream in = new KernelFiles(root).open(what)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void allFormatsOfACategory() throws Exception {
    String events = "sys/kernel/tracing/events/demo/";
    put(events + "enable", "0\n");
    put(events + "second/format", "name: second\n");
    put(events + "first/format", "name: first\nID: 1\n");
    put(events + "first/enable", "0\n");
    assertThat(read("formats/demo"))
        .isEqualTo("event: first\nname: first\nID: 1\nevent: second\nname: second\n");
    assertThatThrownBy(() -> read("formats/none")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> read("formats/..")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> read("formats/a/b")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatCounts() throws Exception {
    put("sys/bus/event_source/devices/software/type", "1\n");
    put("sys/bus/event_source/devices/cpu/type", "4\n");
    assertThat(read("pmus")).isEqualTo("cpu\nsoftware");
  }
}
