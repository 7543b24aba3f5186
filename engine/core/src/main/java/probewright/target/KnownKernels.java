package probewright.target;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import probewright.btf.Btf;
import probewright.btf.Kernel;
import probewright.btf.KernelFiles;
import probewright.diagnostics.ProblemException;

/**
 * What is known of kernels that are not running: enough to translate programs for them and to
 * answer who writes one. Kept in the user's cache. Safe for many threads; reads files, so not for
 * the JavaFX thread.
 */
public final class KnownKernels {
  private final Path folder;
  private final BtfCache types;

  /** The kernel itself, asked for what was not asked before. */
  public interface Behind {
    /** May start a machine. */
    KernelFiles files() throws ProblemException;
  }

  KnownKernels(Path folder) {
    this.folder = folder;
    this.types = new BtfCache(folder);
  }

  /**
   * A kernel that was remembered.
   *
   * @param name what it goes by; the same name must mean the same kernel for ever
   */
  public Optional<Kernel> recall(String name, Behind behind) {
    try {
      Path own = folder(name);
      Properties facts = new Properties();
      facts.load(new StringReader(Files.readString(own.resolve("kernel"))));
      String release = facts.getProperty("release", "");
      String build = facts.getProperty("build", "");
      Optional<byte[]> btf = types.get(release, build);
      return btf.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Kernel(
                  release,
                  facts.getProperty("machine", ""),
                  Btf.parse(btf.get()),
                  new KeptKernelFiles(own, build, behind)));
    } catch (NoSuchFileException unknown) {
      return Optional.empty();
    } catch (IOException unreadable) {
      BtfCache.warn("what is known of a kernel cannot be read", unreadable);
      return Optional.empty();
    }
  }

  /** Notes a kernel that is running now. */
  public void remember(String name, Kernel kernel) {
    String facts =
        "release=%s%nmachine=%s%nbuild=%s%n"
            .formatted(kernel.release(), kernel.machine(), kernel.files().build());
    try {
      if (types.get(kernel.release(), kernel.files().build()).isEmpty()) {
        types.put(kernel.release(), kernel.files().build(), kernel.btf().raw());
      }
      BtfCache.write(folder(name).resolve("kernel"), facts.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      BtfCache.warn("what a kernel said is not cached", e);
    }
  }

  private Path folder(String name) {
    return folder.resolve("known-" + BtfCache.name(name));
  }
}
