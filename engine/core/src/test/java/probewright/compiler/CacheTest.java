package probewright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {
  @TempDir private Path root;

  private Path old(String name, int hours) throws IOException {
    Path file = Files.writeString(root.resolve(name), name);
    Instant then = Instant.now().minus(Duration.ofHours(hours));
    return Files.setLastModifiedTime(file, FileTime.from(then));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Path file(String name) throws IOException {
    return new Cache(root).file(name, into -> Files.writeString(into, "made"));
  }

  @Test
  void ofWhatIsUnusedTheOldestGo() throws IOException {
    for (int i = 1; i <= 8; i++) {
      old("types-" + i + ".pch", 2 * i);
    }
    old("notes.txt", 99);
    file("types-new.pch");
    assertThat(names())
        .containsExactly(
            "notes.txt",
            "types-1.pch",
            "types-2.pch",
            "types-3.pch",
            "types-4.pch",
            "types-5.pch",
            "types-new.pch");
  }

  @Test
  void whatWasUsedLatelyStays() throws IOException {
    for (int i = 1; i <= 8; i++) {
      old("types-" + i + ".pch", 0);
    }
    file("types-new.pch");
    assertThat(names()).hasSize(9);
  }

  @Test
  void useMakesItYoung() throws IOException {
    for (int i = 1; i <= 8; i++) {
      old("types-" + i + ".pch", 2 * i);
    }
    assertThat(Files.readString(file("types-8.pch"))).isEqualTo("types-8.pch");
    file("types-new.pch");
    assertThat(names()).contains("types-8.pch", "types-4.pch").doesNotContain("types-5.pch");
  }
}
