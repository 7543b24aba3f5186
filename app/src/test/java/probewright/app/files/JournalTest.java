package probewright.app.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probewright.app.files.Journal.Kept;
import probewright.app.files.Journal.Left;

class JournalTest {
  @TempDir Path root;

  private final Kept named = new Kept("a.c", Path.of("/tmp/a.c"), "int a;\n\u4f60\n");
  private final Kept unnamed = new Kept("program.c", null, "");

  /** What a crash leaves: the files, and a lock that nobody holds. */
  private Path crash(Journal journal) throws IOException {
    journal.keep(journal.entry(), named);
    journal.keep(journal.entry(), unnamed);
    Path own;
    try (var folders = Files.list(root)) {
      own = folders.findFirst().orElseThrow();
    }
    Path left = Files.createDirectory(root.resolve("left"));
    try (var files = Files.list(own)) {
      for (Path file : files.toList()) {
        Files.copy(file, left.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    journal.close();
    return left;
  }

  @Test
  void whatACrashLeftIsFoundUntilItIsForgotten() throws IOException {
    Path left = crash(new Journal(root));
    try (Journal next = new Journal(root)) {
      assertThat(next.left()).hasSize(1);
      Left found = next.left().get(0);
      assertThat(found.folder()).isEqualTo(left);
      assertThat(found.programs()).containsExactlyInAnyOrder(named, unnamed);
      next.forget(left);
      assertThat(next.left()).isEmpty();
    }
  }

  @Test
  void whatCannotBeReadHidesNothingElse() throws IOException {
    Path left = crash(new Journal(root));
    byte[] garbled = {'a', '.', 'c', '\n', '\n', 'i', (byte) 0xff, '\n'};
    Files.write(left.resolve("9.kept"), garbled);
    Path other = Files.createDirectory(root.resolve("other"));
    Files.createFile(other.resolve("lock"));
    Files.createDirectory(other.resolve("1.kept"));
    try (Journal next = new Journal(root)) {
      assertThat(next.left()).hasSize(1);
      assertThat(next.left().get(0).programs())
          .containsExactlyInAnyOrder(named, unnamed, new Kept("a.c", null, "i\ufffd\n"));
    }
  }

  @Test
  void whatALivingWorkbenchKeepsIsItsOwn() throws IOException {
    try (Journal one = new Journal(root);
        Journal other = new Journal(root)) {
      one.keep(one.entry(), named);
      assertThat(other.left()).isEmpty();
    }
  }

  @Test
  void aCleanEndLeavesNothing() throws IOException {
    Journal journal = new Journal(root);
    String entry = journal.entry();
    journal.keep(entry, named);
    journal.keep(entry, new Kept("a.c", named.file(), "int b;"));
    journal.drop(entry);
    journal.close();
    assertThat(root).isEmptyDirectory();
    assertThat(new Journal(root.resolve("none")).left()).isEqualTo(List.of());
  }
}
