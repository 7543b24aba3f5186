package probewright.app.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
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
import probewright.app.files.TextFile.Form;
import probewright.app.files.TextFile.LineEnds;

/** Reads and writes program texts, in UTF-8. Blocking: never on the JavaFX thread. */
public final class TextFiles {
  /** No program is that long; a file above it was chosen by mistake. In bytes. */
  static final long LARGEST = 4L << 20;

  private static final String MARK = "\ufeff";

  private TextFiles() {}

  /** Reads a whole file; refuses what is not a UTF-8 text, and says where it is not. */
  public static TextFile read(Path file) throws FileProblem {
    byte[] bytes = bytes(file);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    if (StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError()) {
      throw new FileProblem("file.not-utf8", file, where(bytes, in.position()));
    }
    return text(out.flip().toString(), false);
  }

  /** Reads a file byte by byte as letters, for one that is no UTF-8: to be looked at. */
  public static TextFile readLatin1(Path file) throws FileProblem {
    return text(new String(bytes(file), StandardCharsets.ISO_8859_1), true);
  }

  private static TextFile text(String read, boolean latin1) {
    boolean mark = !latin1 && read.startsWith(MARK);
    String raw = mark ? read.substring(1) : read;
    String text = raw.replace("\r\n", "\n").replace('\r', '\n');
    LineEnds ends = LineEnds.MIXED;
    if (text.equals(raw)) {
      ends = LineEnds.UNIX;
    } else if (text.replace("\n", "\r\n").equals(raw)) {
      ends = LineEnds.WINDOWS;
    }
    return new TextFile(text, new Form(latin1, mark, ends));
  }

  private static byte[] bytes(Path file) throws FileProblem {
    try {
      if (Files.isDirectory(file)) {
        throw new FileProblem(
            "file.folder", file, new FileSystemException(file.toString(), null, "is a directory"));
      }
      refuseDevice(file);
      if (Files.size(file) > LARGEST) {
        throw new FileProblem("file.too-large", file, new IOException("> " + LARGEST));
      }
      byte[] bytes = Files.readAllBytes(file);
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] == 0) {
          throw new FileProblem("file.not-text", file, where(bytes, i));
        }
      }
      return bytes;
    } catch (FileProblem told) {
      throw told;
    } catch (NoSuchFileException gone) {
      throw new FileProblem("file.gone", file, gone);
    } catch (AccessDeniedException denied) {
      throw new FileProblem("file.unreadable", file, denied);
    } catch (IOException e) {
      throw new FileProblem("file.read-failed", file, e);
    }
  }

  /** A pipe would keep us waiting, a device has no end, and both would be replaced by a save. */
  private static void refuseDevice(Path file) throws FileProblem {
    if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
      throw new FileProblem("file.not-file", file, new IOException("not a regular file"));
    }
  }

  /** The place of a byte: its line and its offset, both as people count them. */
  private static IOException where(byte[] bytes, int offset) {
    int line = 1;
    for (int i = 0; i < offset; i++) {
      if (bytes[i] == '\n') {
        line++;
      }
    }
    return new IOException(
        String.format(Locale.ROOT, "0x%02x, %d:%d", bytes[offset], line, offset));
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
    ByteBuffer bytes = encode(file, content);
    refuseDevice(file);
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
      sink.put(beside, bytes);
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

  private static ByteBuffer encode(Path file, TextFile content) throws FileProblem {
    Form form = content.form();
    String lines =
        form.ends() == LineEnds.WINDOWS ? content.text().replace("\n", "\r\n") : content.text();
    Charset letters = form.latin1() ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    try {
      // an encoder refuses what a plain conversion would write as a question mark
      return letters.newEncoder().encode(CharBuffer.wrap(form.mark() ? MARK + lines : lines));
    } catch (CharacterCodingException e) {
      throw new FileProblem("file.write-failed", file, e);
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
