package probewright.app.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import probewright.compiler.HeaderFiles;
import probewright.diagnostics.Outcome;
import probewright.dialect.Program;

/**
 * A program as it stands in the editor.
 *
 * @param file the name problems carry
 * @param path where it lies, so that files beside it can be included; null for a text without file
 * @param parameters values for named parameters, by name
 * @param open the texts of its headers that are open, by their absolute paths: they count before
 *     what lies on the disk
 */
public record ProgramSource(
    String file,
    @Nullable Path path,
    String text,
    Map<String, String> parameters,
    Map<Path, String> open) {
  public ProgramSource {
    parameters = Map.copyOf(parameters);
    open = Map.copyOf(open);
  }

  /** A program without an open header. */
  public ProgramSource(
      String file, @Nullable Path path, String text, Map<String, String> parameters) {
    this(file, path, text, parameters, Map.of());
  }

  /** The program with the files beside its own that it includes. Blocks on the disk. */
  public Outcome<Program> read() {
    Program alone = new Program(file, text, parameters, List.of());
    return path == null ? Outcome.done(alone) : HeaderFiles.of(file, path, text, open).with(alone);
  }

  /**
   * The files beside its own that it asks for, and those that these ask for. Blocks on the disk.
   */
  public List<HeaderFile> headers() {
    return path == null
        ? List.of()
        : HeaderFiles.of(file, path, text, open).all().stream()
            .map(
                header ->
                    new HeaderFile(
                        header.name(), header.file(), header.path(), header.there(), header.text()))
            .toList();
  }
}
