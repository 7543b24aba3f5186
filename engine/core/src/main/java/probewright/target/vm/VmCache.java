package probewright.target.vm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import probewright.diagnostics.ProblemException;

/**
 * What {@code packaging/lib/practice.sh} leaves in the user's cache. Each part is a folder named by
 * a hash of what it was made from, behind a link with a plain name, and holds the hashes of its
 * content in {@code sha256}.
 *
 * @param kernel the kernel, unpacked
 * @param initrd its first file system, without an agent
 * @param modules its modules as an ext4 image
 * @param image the guest's files as an ext4 image
 * @param content hashes of all of these
 */
record VmCache(Path kernel, Path initrd, Path modules, Path image, String content) {
  /** {@code $PROBEWRIGHT_CACHE}, or {@code probewright} in the user's cache folder. */
  static Path ofUser() {
    String own = System.getenv("PROBEWRIGHT_CACHE");
    if (own != null && !own.isEmpty()) {
      return Path.of(own);
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    if (xdg != null && !xdg.isEmpty()) {
      return Path.of(xdg, "probewright");
    }
    // HOME as the scripts read it; Java's user.home is the password file's
    String home = System.getenv("HOME");
    return Path.of(
        home != null && !home.isEmpty() ? home : System.getProperty("user.home"),
        ".cache",
        "probewright");
  }

  static VmCache find(VmOptions options) throws ProblemException {
    Path practice = options.cache().resolve("practice");
    Path kernel = practice.resolve(options.kernel());
    Path image = practice.resolve("image");
    if (!VmOptions.KERNELS.contains(options.kernel())) {
      throw VmProblems.of(
          "vm.unknown-kernel", options.kernel(), String.join(", ", VmOptions.KERNELS));
    }
    if (!VmOptions.ACCELERATORS.contains(options.accelerator())) {
      throw VmProblems.of(
          "vm.unknown-accelerator",
          options.accelerator(),
          String.join(", ", VmOptions.ACCELERATORS));
    }
    try {
      // the real folders: what the links stand for may change while a guest runs
      Path kernelFolder = kernel.toRealPath();
      Path imageFolder = image.toRealPath();
      String content =
          Files.readString(kernelFolder.resolve("sha256"))
              + Files.readString(imageFolder.resolve("sha256"));
      return new VmCache(
          kernelFolder.resolve("kernel"),
          kernelFolder.resolve("initrd"),
          kernelFolder.resolve("modules.ext4"),
          imageFolder.resolve("image.ext4"),
          content);
    } catch (IOException absent) {
      throw VmProblems.of(absent, "vm.not-set-up", options.kernel(), practice);
    }
  }
}
