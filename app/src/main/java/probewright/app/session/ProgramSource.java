package probewright.app.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import probewright.compiler.SourceFiles;
import probewright.diagnostics.Outcome;
import probewright.dialect.Program;

/**
 * A program as it stands in the editor.
 *
 * @param file the name problems carry
 * @param path where it lies, so that files beside it can be included; null for a text without file
 * @param parameters values for named parameters, by name
 */
public record ProgramSource(
    String file, @Nullable Path path, String text, Map<String, String> parameters) {
  public ProgramSource {
    parameters = Map.copyOf(parameters);
  }

  /** The program with the files beside its own that it includes. Blocks on the disk. */
  public Outcome<Program> read() {
    Program alone = new Program(file, text, parameters, List.of());
    return path == null
        ? Outcome.done(alone)
        : SourceFiles.program(path, text, Map.of(), List.of())
            .then(
                whole ->
                    Outcome.done(
                        new Program(
                            alone.file(),
                            alone.text(),
                            whole.headers(),
                            alone.parameters(),
                            List.of())));
  }
}
