package probewright.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;

/** Reads a program's text. */
final class ProgramFile {
  private static final int LARGEST = 4 << 20;

  private ProgramFile() {}

  static Outcome<String> read(Path file) {
    try {
      if (Files.isDirectory(file)) {
        return refused("file.directory", file);
      }
      byte[] read;
      // a device or a pipe has no size to ask for
      try (InputStream in = Files.newInputStream(file)) {
        read = in.readNBytes(LARGEST + 1);
      }
      if (read.length > LARGEST) {
        return refused("file.too-large", file);
      }
      ByteBuffer bytes = ByteBuffer.wrap(read);
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
    } catch (AccessDeniedException denied) {
      return refused("file.unreadable", file);
    } catch (IOException unreadable) {
      return Outcome.refused(
          Problem.error(Stage.TRANSLATE, "file.unreadable", file).withRaw(unreadable.getMessage()));
    }
  }

  private static Outcome<String> refused(String code, Path file) {
    return Outcome.refused(Problem.error(Stage.TRANSLATE, code, file));
  }
}
