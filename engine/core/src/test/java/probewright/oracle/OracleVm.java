package probewright.oracle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import probewright.target.Workloads.Workload;
import probewright.target.vm.PracticeVm;
import probewright.target.vm.VmOptions;

/**
 * A practice VM whose image has bcc and the kernel's headers, booted anew: {@code
 * packaging/lib/oracle.sh} makes the image. The files of this package's resources, and those that
 * the caller adds, are in the guest's {@link #FILES}.
 */
final class OracleVm implements AutoCloseable {
  static final String FILES = "/run/probewright/agent/oracle";

  private static final int MEMORY_MIB = 2048;
  private static final Duration BOOT = Duration.ofMinutes(3);
  private static final Duration HANG = Duration.ofMinutes(2);

  /** Where bcc looks for headers; the modules are mounted over the place where they would be. */
  private static final String PREPARE =
      """
      set -e
      mkdir -p /run/oracle /run/headers
      version=$(uname -r)
      ln -s /usr/src/linux-headers-$version /run/headers/build
      ln -s /usr/src/linux-headers-${version%cloud-amd64}common /run/headers/source
      mount -t overlay overlay -o lowerdir=/run/headers:/usr/lib/modules/$version \
        /usr/lib/modules/$version
      """;

  private final PracticeVm vm;
  private final Path bundle;

  private OracleVm(PracticeVm vm, Path bundle) {
    this.vm = vm;
    this.bundle = bundle;
  }

  /**
   * Boots a kernel.
   *
   * @param more folders and files that the guest gets beside the resources
   */
  static OracleVm boot(String kernel, List<Path> more) throws IOException, InterruptedException {
    return boot(kernel, more, null, "tcg");
  }

  /** The same with another of QEMU's accelerators. */
  static OracleVm boot(String kernel, List<Path> more, String accelerator)
      throws IOException, InterruptedException {
    return boot(kernel, more, null, accelerator);
  }

  /** The same with a door, see {@link VmOptions}. */
  static OracleVm boot(String kernel, List<Path> more, @Nullable Path door)
      throws IOException, InterruptedException {
    return boot(kernel, more, door, "tcg");
  }

  private static OracleVm boot(
      String kernel, List<Path> more, @Nullable Path door, String accelerator)
      throws IOException, InterruptedException {
    Path bundle = Files.createTempDirectory("probewright-oracle-");
    copy(Path.of(System.getProperty("probewright.agent")), bundle);
    Path files = Files.createDirectory(bundle.resolve("oracle"));
    copy(resources(), files);
    for (Path one : more) {
      copy(one, Files.isDirectory(one) ? files : files.resolve(one.getFileName()));
    }
    VmOptions options =
        new VmOptions(
            kernel,
            VmOptions.of(kernel).cache().resolve("oracle"),
            bundle,
            accelerator,
            MEMORY_MIB,
            false,
            BOOT,
            HANG,
            door);
    OracleVm oracle = new OracleVm(PracticeVm.open(options), bundle);
    oracle.run(PREPARE);
    return oracle;
  }

  /** The folder of programs and scripts. */
  static Path resources() throws IOException {
    try {
      return Path.of(Objects.requireNonNull(OracleVm.class.getResource("programs")).toURI())
          .resolveSibling("");
    } catch (URISyntaxException impossible) {
      throw new IOException(impossible);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  PracticeVm vm() {
    return vm;
  }

  /** Runs a command in the guest to its end; what it printed. */
  String run(String command) throws IOException, InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (Workload workload = vm.workloads().start(command, out, err)) {
      int status = workload.waitFor();
      if (status != 0) {
        throw new IOException(
            command + "\nended with " + status + ": " + err.toString(StandardCharsets.UTF_8));
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    vm.close();
    try (Stream<Path> all = Files.walk(bundle)) {
      for (Path file : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
