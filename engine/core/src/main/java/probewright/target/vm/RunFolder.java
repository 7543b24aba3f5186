package probewright.target.vm;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of one running guest: console, sockets, scratch disk. Only its user can read it. It is
 * locked while its owner lives, so that the next start can tell what a killed one left behind.
 */
final class RunFolder implements AutoCloseable {
  private static final String PREFIX = "probewright-vm-";
  private static final long SCRATCH_BYTES = 256L << 20;

  /** The kernel's limit for the path of a Unix socket is 107 bytes. */
  private static final int LONGEST_PARENT = 70;

  private final Path folder;
  private final FileChannel lock;

  private RunFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  static RunFolder create() throws IOException {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    if (parent.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length
        > LONGEST_PARENT) {
      parent = Path.of("/tmp");
    }
    String ours = PREFIX + ProcessHandle.current().pid() + "-";
    Path folder = Files.createTempDirectory(parent, ours);
    RunFolder made = null;
    try {
      FileChannel lock = openLock(folder);
      made = new RunFolder(folder, lock);
      FileLock held = lock.tryLock();
      if (held == null) {
        throw new IOException(folder + " is locked by another process");
      }
      sweep(folder, ours);
      try (RandomAccessFile scratch = new RandomAccessFile(made.scratch().toFile(), "rw")) {
        scratch.setLength(SCRATCH_BYTES);
      }
      return made;
    } catch (IOException failed) {
      if (made == null) {
        delete(folder);
      } else {
        made.close();
      }
      throw failed;
    }
  }

  Path path() {
    return folder;
  }

  Path console() {
    return folder.resolve("console");
  }

  Path log() {
    return folder.resolve("qemu.log");
  }

  Path scratch() {
    return folder.resolve("scratch");
  }

  Path socket(String name) {
    return folder.resolve(name + ".sock");
  }

  /** What the guest and QEMU said last. */
  String lastWords() {
    return VmProblems.tail(
        Stream.of(console(), log()).filter(log -> Files.isRegularFile(log)).toList());
  }

  @Override
  public void close() throws IOException {
    // the folder first: while it is locked no one else sweeps it
    delete(folder);
    lock.close();
  }

  /**
   * Deletes what this user's killed processes have left. Our own folders are passed over without a
   * look: closing a file lets go of every lock that this process has on it.
   */
  private static void sweep(Path own, String ours) throws IOException {
    UserPrincipal user = Files.getOwner(own);
    try (DirectoryStream<Path> all = Files.newDirectoryStream(own.getParent(), PREFIX + "*")) {
      for (Path folder : all) {
        if (!folder.getFileName().toString().startsWith(ours)
            && Files.isRegularFile(folder.resolve("lock"), LinkOption.NOFOLLOW_LINKS)
            && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(user)
            && !isHeld(folder)) {
          delete(folder);
        }
      }
    }
  }

  private static boolean isHeld(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.WRITE);
        FileLock mine = channel.tryLock()) {
      return mine == null;
    } catch (NoSuchFileException goneMeanwhile) {
      return true;
    }
  }

  private static FileChannel openLock(Path folder) throws IOException {
    return FileChannel.open(
        folder.resolve("lock"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      for (Path file : all) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException gone) {
      return;
    }
    Files.deleteIfExists(folder);
  }
}
