package probewright.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The workload of a thousand of each thing, as a program for the guests. */
final class ThousandFile {
  /** Where the probes expect it. */
  static final String PATH = "/tmp/thousand";

  private ThousandFile() {}

  /**
   * Compiled and stripped, its names packed away as Fedora does it.
   *
   * @param folder to work in
   */
  static byte[] make(Path folder) throws Exception {
    Path source =
        Path.of(Objects.requireNonNull(ThousandFile.class.getResource("thousand.c")).toURI());
    command(folder, "gcc", "-O1", "-fno-inline", "-o", "thousand", source.toString());
    command(folder, "objcopy", "--only-keep-debug", "thousand", "names");
    command(
        folder,
        "objcopy",
        "-S",
        "--remove-section=.gdb_index",
        "--remove-section=.comment",
        "-K",
        "packed",
        "-K",
        "called",
        "names");
    command(folder, "xz", "names");
    command(folder, "objcopy", "-S", "--add-section", ".gnu_debugdata=names.xz", "thousand");
    return Files.readAllBytes(folder.resolve("thousand"));
  }

  private static void command(Path folder, String... words) throws Exception {
    Process process = new ProcessBuilder(words).directory(folder.toFile()).inheritIO().start();
    assertThat(process.waitFor()).as(String.join(" ", words)).isZero();
  }
}
