package probewright.app.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Work that is in no file yet, kept so that a crash does not take it. Each workbench has a folder
 * of its own below the user's state folder and holds a lock in it while it lives; a folder whose
 * lock is free was left by one that ended without closing. Blocks on the disk: one thread, not the
 * JavaFX thread.
 */
public final class Journal implements AutoCloseable {
  private static final String LOCK = "lock";
  private static final String KEPT = ".kept";

  private final Path root;
  private @Nullable Path own;
  private @Nullable FileChannel channel;
  private int entries;

  /**
   * A program that was not saved.
   *
   * @param name the one in its tab
   * @param file where it was to be saved; null for one that had no file
   */
  public record Kept(String name, @Nullable Path file, String text) {}

  /** What a workbench that ended without closing left behind. */
  public record Left(Path folder, List<Kept> programs) {}

  /**
   * @param root below which each workbench makes its folder
   */
  public Journal(Path root) {
    this.root = root;
  }

  /** A name for an entry of one program. */
  public synchronized String entry() {
    entries++;
    return entries + KEPT;
  }

  /** Keeps a program as it is now, in place of what the entry held. */
  public void keep(String entry, Kept program) throws IOException {
    Path folder = folder();
    Path file = program.file() == null ? Path.of("") : program.file();
    Path beside = folder.resolve(entry + ".new");
    Files.writeString(
        beside, program.name() + "\n" + file + "\n" + program.text(), StandardCharsets.UTF_8);
    Files.move(beside, folder.resolve(entry), StandardCopyOption.ATOMIC_MOVE);
  }

  /** The program is saved, or not wanted any more. */
  public void drop(String entry) throws IOException {
    if (own != null) {
      Files.deleteIfExists(own.resolve(entry));
    }
  }

  /** What others left behind; they stay until they are forgotten. */
  public List<Left> left() {
    List<Left> found = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(root)) {
      for (Path folder : folders) {
        if (!folder.equals(own) && isFree(folder)) {
          left(folder).ifPresent(found::add);
        }
      }
    } catch (IOException | DirectoryIteratorException nothing) {
      // there is none, or it cannot be read: nothing more can be offered
      return found;
    }
    return found;
  }

  private Optional<Left> left(Path folder) {
    try {
      List<Kept> programs = read(folder);
      if (programs.isEmpty()) {
        forget(folder);
        return Optional.empty();
      }
      return Optional.of(new Left(folder, programs));
    } catch (IOException | DirectoryIteratorException unreadable) {
      // it stays where it is, and hides nothing that others left
      System.getLogger(Journal.class.getName())
          .log(System.Logger.Level.WARNING, "cannot be read: " + folder, unreadable);
      return Optional.empty();
    }
  }

  /** Takes away what was left behind. */
  public void forget(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }

  /** The workbench was closed, with nothing unsaved. */
  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
      if (own != null) {
        forget(own);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path folder() throws IOException {
    if (own == null) {
      Files.createDirectories(root);
      own =
          Files.createTempDirectory(
              root,
              "run-",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      channel =
          FileChannel.open(
              own.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      channel.lock();
    }
    return own;
  }

  private static boolean isFree(Path folder) {
    try (FileChannel other = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
        FileLock lock = other.tryLock()) {
      return lock != null;
    } catch (IOException | OverlappingFileLockException taken) {
      return false;
    }
  }

  private static List<Kept> read(Path folder) throws IOException {
    List<Kept> programs = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + KEPT)) {
      for (Path file : files) {
        // letters that the disk garbled are no reason to lose the others
        parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
            .ifPresent(programs::add);
      }
    }
    return programs;
  }

  private static Optional<Kept> parse(String entry) {
    String[] parts = entry.split("\n", 3);
    if (parts.length < 3) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Kept(parts[0], parts[1].isEmpty() ? null : Path.of(parts[1]), parts[2]));
    } catch (InvalidPathException garbled) {
      return Optional.of(new Kept(parts[0], null, parts[2]));
    }
  }
}
