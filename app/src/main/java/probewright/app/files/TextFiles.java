package probewright.app.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads and writes program texts, in UTF-8. Blocking: never on the JavaFX thread. */
public final class TextFiles {
  /** No program is that long; a file above it was chosen by mistake. In bytes. */
  static final long LARGEST = 4L << 20;

  private TextFiles() {}

  /** Reads a whole file; refuses what is not a UTF-8 text. */
  public static TextFile read(Path file) throws FileProblem {
    try {
      if (Files.isDirectory(file)) {
        throw new FileSystemException(file.toString(), null, "is a directory");
      }
      if (Files.size(file) > LARGEST) {
        throw new FileProblem("file.too-large", file, new IOException("> " + LARGEST));
      }
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
      if (text.indexOf('\0') >= 0) {
        throw new CharacterCodingException();
      }
      boolean windows = text.contains("\r\n");
      return new TextFile(text.replace("\r\n", "\n").replace('\r', '\n'), windows);
    } catch (FileProblem told) {
      throw told;
    } catch (CharacterCodingException notText) {
      throw new FileProblem("file.not-text", file, notText);
    } catch (NoSuchFileException gone) {
      throw new FileProblem("file.gone", file, gone);
    } catch (AccessDeniedException denied) {
      throw new FileProblem("file.unreadable", file, denied);
    } catch (IOException e) {
      throw new FileProblem("file.read-failed", file, e);
    }
  }

  /**
   * Writes a file whole or not at all: beside it first, then over it in one step. Links are
   * followed; permissions and, where the system lets us, owner and group stay.
   */
  public static void write(Path file, TextFile content) throws FileProblem {
    write(file, content, TextFiles::writeOut);
  }

  /** Puts bytes into a file and sees that they are on the disk. */
  interface Sink {
    void put(Path file, ByteBuffer bytes) throws IOException;
  }

  private static void writeOut(Path file, ByteBuffer bytes) throws IOException {
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
  }

  static void write(Path file, TextFile content, Sink sink) throws FileProblem {
    String text = content.windowsLines() ? content.text().replace("\n", "\r\n") : content.text();
    Path beside = null;
    try {
      Path real = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      if (Files.exists(real) && !Files.isWritable(real)) {
        throw new AccessDeniedException(real.toString());
      }
      Path folder = real.getParent();
      if (folder == null) {
        throw new FileSystemException(file.toString(), null, "is a directory");
      }
      beside = Files.createTempFile(folder, "." + real.getFileName() + ".", ".saving");
      copyOwnership(real, beside);
      sink.put(beside, StandardCharsets.UTF_8.encode(text));
      Files.move(beside, real, StandardCopyOption.ATOMIC_MOVE);
      beside = null;
    } catch (NoSuchFileException | NotDirectoryException gone) {
      throw new FileProblem("file.folder-gone", file, gone);
    } catch (AccessDeniedException denied) {
      throw new FileProblem("file.unwritable", file, denied);
    } catch (IOException e) {
      throw new FileProblem(isFull(e) ? "file.disk-full" : "file.write-failed", file, e);
    } finally {
      deleteLeftover(beside);
    }
  }

  private static void copyOwnership(Path from, Path to) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    if (!Files.exists(from)) {
      view.setPermissions(PosixFilePermissions.fromString("rw-r--r--"));
      return;
    }
    PosixFileAttributes was = Files.readAttributes(from, PosixFileAttributes.class);
    PosixFileAttributes is = Files.readAttributes(to, PosixFileAttributes.class);
    if (!is.owner().equals(was.owner()) || !is.group().equals(was.group())) {
      try {
        view.setGroup(was.group());
        view.setOwner(was.owner());
      } catch (IOException notOurs) {
        // another person's file in a shared folder: it becomes ours, as every editor's save does
        view.setPermissions(was.permissions());
        return;
      }
    }
    view.setPermissions(was.permissions());
  }

  private static boolean isFull(IOException e) {
    String said = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return said.contains("no space left") || said.contains("quota exceeded");
  }

  private static void deleteLeftover(@Nullable Path beside) throws FileProblem {
    if (beside != null) {
      try {
        Files.deleteIfExists(beside);
      } catch (IOException e) {
        throw new FileProblem("file.write-failed", beside, e);
      }
    }
  }
}
