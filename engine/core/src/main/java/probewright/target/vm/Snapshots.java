package probewright.target.vm;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;

/**
 * Saved machines in the user's cache, one for each kernel. A guest started from one maps its memory
 * copy-on-write, so starting copies nothing and any number of guests share it. The key is a hash of
 * all that a machine's saved state depends on; when any of it changes the snapshot no longer fits.
 */
public final class Snapshots {
  /** Changes when what is saved changes in a way that the other parts of the key do not show. */
  private static final String FORMAT = "1";

  private Snapshots() {}

  /** What is done with the machine before it is saved; it must leave the agent's channel empty. */
  public interface WarmUp {
    void with(PracticeVm vm) throws IOException, InterruptedException;
  }

  /** Whether there is a snapshot that fits. */
  public static boolean exists(VmOptions options) throws ProblemException {
    return find(options, VmCache.find(options)).isPresent();
  }

  static Optional<Snapshot> find(VmOptions options, VmCache files) throws ProblemException {
    Snapshot snapshot = new Snapshot(folder(options, files));
    return Files.isRegularFile(snapshot.state()) && Files.isRegularFile(snapshot.memory())
        ? Optional.of(snapshot)
        : Optional.empty();
  }

  /**
   * Boots a machine, warms it up, saves it, and deletes those that no longer fit. Does nothing when
   * there is one that fits. Only one process of a user does this at a time; the others wait.
   */
  public static void make(VmOptions options, WarmUp warmUp) throws ProblemException {
    VmCache files = VmCache.find(options);
    Path all = options.cache().resolve("snapshots");
    try {
      Files.createDirectories(all);
      try (FileChannel channel =
              FileChannel.open(
                  all.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        if (held.isValid() && find(options, files).isEmpty()) {
          Path making = all.resolve("new-" + options.kernel());
          delete(making);
          Files.createDirectory(making);
          try {
            save(options, files, warmUp, making);
            Path made = folder(options, files);
            Files.move(making, made, StandardCopyOption.ATOMIC_MOVE);
            prune(all, options.kernel(), made);
          } finally {
            delete(making);
          }
        }
      }
    } catch (IOException failed) {
      throw VmProblems.of(failed, "vm.snapshot", all);
    } catch (InterruptedException interrupted) {
      throw Machine.interrupted(interrupted);
    }
  }

  private static void save(VmOptions options, VmCache files, WarmUp warmUp, Path folder)
      throws IOException, InterruptedException {
    Snapshot snapshot = new Snapshot(folder);
    try (PracticeVm vm = PracticeVm.boot(options, files, Optional.of(folder))) {
      warmUp.with(vm);
      Machine machine = vm.machine();
      Qmp qmp = machine.qmp();
      qmp.execute("stop", Map.of());
      qmp.prepareMigration();
      qmp.execute("migrate", Map.of("uri", "exec:cat > " + quoted(snapshot.state())));
      Qmp.Event end = machine.await(Snapshots::isMigrationsEnd, options.bootLimit());
      if (!isCompleted(end)) {
        throw new ProblemException(whyNotSaved(qmp, folder));
      }
      machine.expectEnd();
      qmp.execute("quit", Map.of());
      if (!machine.awaitEnd(Duration.ofSeconds(30))) {
        throw VmProblems.of("vm.snapshot", folder);
      }
    }
  }

  static boolean isCompleted(Qmp.Event migrationsEnd) {
    return "completed".equals(migrationsEnd.data().get("status"));
  }

  static boolean isMigrationsEnd(Qmp.Event event) {
    return event.name().equals("MIGRATION")
        && List.of("completed", "failed", "cancelled")
            .contains(String.valueOf(event.data().get("status")));
  }

  private static Problem whyNotSaved(Qmp qmp, Path folder)
      throws IOException, InterruptedException {
    String raw = String.valueOf(qmp.execute("query-migrate", Map.of()));
    boolean full = Files.getFileStore(folder).getUsableSpace() < (1 << 20);
    return (full
            ? VmProblems.problem("vm.disk-full", folder)
            : VmProblems.problem("vm.snapshot", folder))
        .withRaw(raw);
  }

  private static Path folder(VmOptions options, VmCache files) throws ProblemException {
    return options
        .cache()
        .resolve("snapshots")
        .resolve(options.kernel() + "-" + key(options, files));
  }

  /** All that the saved state depends on. Guards against mistakes, not against forgery. */
  static String key(VmOptions options, VmCache files) throws ProblemException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      List<String> parts =
          List.of(
              FORMAT,
              files.content(),
              String.join("\n", QemuCommand.machine(options)),
              qemuBuild(System.getenv("PATH")));
      for (String part : parts) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      if (options.agent() != null) {
        Initrd.digest(options.agent(), digest);
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, 24);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    } catch (IOException unreadable) {
      throw VmProblems.of(unreadable, "vm.no-agent", String.valueOf(options.agent()));
    }
  }

  /**
   * Which QEMU this is: its file, size and time. Asking it for its version would cost a tenth of
   * what a start may take, and two builds of one version need not fit each other.
   */
  static String qemuBuild(String path) throws ProblemException {
    for (String folder : Arrays.asList(path.split(File.pathSeparator))) {
      Path qemu = Path.of(folder, QemuCommand.QEMU);
      if (Files.isExecutable(qemu)) {
        try {
          Path real = qemu.toRealPath();
          return real + " " + Files.size(real) + " " + Files.getLastModifiedTime(real);
        } catch (IOException unreadable) {
          throw VmProblems.of(unreadable, "vm.no-qemu", QemuCommand.QEMU);
        }
      }
    }
    throw VmProblems.of("vm.no-qemu", QemuCommand.QEMU);
  }

  /** For the shell that QEMU runs {@code exec:} by. */
  static String quoted(Path path) {
    return "'" + path.toString().replace("'", "'\\''") + "'";
  }

  private static void prune(Path all, String kernel, Path keep) throws IOException {
    List<Path> old;
    try (Stream<Path> folders = Files.list(all)) {
      old =
          folders
              .filter(
                  folder ->
                      folder.getFileName().toString().startsWith(kernel + "-")
                          && !folder.equals(keep))
              .toList();
    }
    for (Path folder : old) {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }
}
