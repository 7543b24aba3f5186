package probewright.app.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TextFilesTest {
  @TempDir Path folder;

  private static String problem(ThrowingWork work) {
    return catchThrowableOfType(FileProblem.class, work::run).key();
  }

  private interface ThrowingWork {
    void run() throws IOException;
  }

  @Test
  void keepsLineEndsPermissionsAndLinks() throws IOException {
    Path file = folder.resolve("a.c");
    Files.writeString(file, "a\r\nb\r\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));
    Path link = Files.createSymbolicLink(folder.resolve("link.c"), file);
    TextFile read = TextFiles.read(link);
    assertThat(read.text()).isEqualTo("a\nb\n");
    TextFiles.write(link, read.with("a\nc\n"));
    assertThat(Files.readString(file)).isEqualTo("a\r\nc\r\n");
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rwxr-x---");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  @Timeout(20)
  void leavesPipesAndDevicesAlone() throws Exception {
    Path pipe = folder.resolve("pipe.c");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertThat(problem(() -> TextFiles.read(pipe))).isEqualTo("file.not-file");
    assertThat(problem(() -> TextFiles.write(pipe, TextFile.of("x")))).isEqualTo("file.not-file");
    assertThat(Files.isRegularFile(pipe)).isFalse();
    assertThat(problem(() -> TextFiles.read(Path.of("/dev/zero")))).isEqualTo("file.not-file");
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    assertThat(problem(() -> TextFiles.read(folder.resolve("no.c")))).isEqualTo("file.gone");
    assertThat(problem(() -> TextFiles.read(folder))).isEqualTo("file.folder");
    Path latin = Files.write(folder.resolve("latin.c"), new byte[] {'a', (byte) 0xe9, 'b'});
    assertThat(problem(() -> TextFiles.read(latin))).isEqualTo("file.not-utf8");
    Path second = Files.write(folder.resolve("b.c"), new byte[] {'a', '\n', 'b', (byte) 0xff});
    assertThat(catchThrowableOfType(FileProblem.class, () -> TextFiles.read(second)).raw())
        .isEqualTo("0xff, 2:3");
    TextFile looked = TextFiles.readLatin1(latin);
    assertThat(looked.text()).isEqualTo("a\u00e9b");
    assertThat(problem(() -> TextFiles.write(latin, looked.with("\u4f60"))))
        .isEqualTo("file.write-failed");
    assertThat(Files.readAllBytes(latin)).containsExactly('a', 0xe9, 'b');
    Path nul = Files.write(folder.resolve("nul.c"), new byte[] {'a', 0});
    assertThat(problem(() -> TextFiles.read(nul))).isEqualTo("file.not-text");
    Path gone = folder.resolve("gone/x.c");
    assertThat(problem(() -> TextFiles.write(gone, TextFile.of("x"))))
        .isEqualTo("file.folder-gone");
    assertThat(problem(() -> TextFiles.write(latin.resolve("x.c"), TextFile.of("x"))))
        .startsWith("file.");
    assertThat(Files.readAllBytes(latin)).hasSize(3);
  }

  @Test
  void whatIsNotChangedComesBackByteForByte() throws IOException {
    for (String raw :
        new String[] {"", "a", "a\r\nb", "\ufeffa\r\n\r\n", "\ufeff", "\u4f60\ud83d\ude00\n"}) {
      Path file = Files.writeString(folder.resolve("same.c"), raw);
      TextFile read = TextFiles.read(file);
      assertThat(read.text()).doesNotContain("\r", "\ufeff");
      TextFiles.write(file, read);
      assertThat(Files.readString(file)).isEqualTo(raw);
    }
    Path mixed = Files.writeString(folder.resolve("mixed.c"), "a\r\nb\nc\rd");
    TextFile read = TextFiles.read(mixed);
    assertThat(read.form().ends()).isEqualTo(TextFile.LineEnds.MIXED);
    assertThat(read.text()).isEqualTo("a\nb\nc\nd");
    assertThat(read.inUtf8().form().latin1()).isFalse();
  }

  @Test
  void aFullDiskLeavesTheFileAsItWas() throws IOException {
    Path file = Files.writeString(folder.resolve("a.c"), "int kept;\n");
    TextFiles.Sink full =
        (beside, bytes) -> {
          Files.writeString(beside, "half");
          throw new IOException("No space left on device");
        };
    assertThat(problem(() -> TextFiles.write(file, TextFile.of("int lost;\n"), full)))
        .isEqualTo("file.disk-full");
    assertThat(file).hasContent("int kept;\n");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }
}
