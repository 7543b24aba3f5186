package probewright.app.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens in folders is told. */
class FolderWatchTest {
  @TempDir Path root;
  private final Semaphore changes = new Semaphore(0);
  private final FolderWatch watch = new FolderWatch(changes::release);

  @AfterEach
  void close() {
    watch.close();
  }

  private void changed() throws InterruptedException {
    assertThat(changes.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void foldersThatAreNotThereHideNoOther() throws Exception {
    Path there = Files.createDirectory(root.resolve("there"));
    Stream<Path> missing = IntStream.range(0, 30).mapToObj(i -> root.resolve("missing" + i));
    watch.watch(Stream.concat(missing, Stream.of(there)).toList());
    Files.writeString(there.resolve("a.h"), "int a;");
    changed();
  }

  @Test
  void aFolderThatIsMadeAnewIsWatchedAgain() throws Exception {
    Path folder = Files.createDirectory(root.resolve("folder"));
    watch.watch(List.of(folder));
    Files.delete(folder);
    changed();
    Files.createDirectory(folder);
    watch.watch(List.of(folder));
    Files.writeString(folder.resolve("a.h"), "int a;");
    changed();
  }
}
