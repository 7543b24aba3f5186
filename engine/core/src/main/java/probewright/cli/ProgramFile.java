package probewright.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;

/** Reads a program's text. */
final class ProgramFile {
  private static final long LARGEST = 4L << 20;

  private ProgramFile() {}

  static Outcome<String> read(Path file) {
    try {
      if (Files.isDirectory(file)) {
        return refused("file.directory", file);
      }
      if (Files.size(file) > LARGEST) {
        return refused("file.too-large", file);
      }
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      return Outcome.done(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(bytes)
              .toString());
    } catch (NoSuchFileException absent) {
      return refused("file.absent", file);
    } catch (CharacterCodingException notText) {
      return refused("file.not-text", file);
    } catch (IOException unreadable) {
      return Outcome.refused(
          Problem.error(Stage.TRANSLATE, "file.unreadable", file).withRaw(unreadable.getMessage()));
    }
  }

  private static Outcome<String> refused(String code, Path file) {
    return Outcome.refused(Problem.error(Stage.TRANSLATE, code, file));
  }
}
