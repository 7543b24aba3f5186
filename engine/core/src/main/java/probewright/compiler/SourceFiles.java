package probewright.compiler;

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
import java.util.List;
import java.util.Map;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;
import probewright.dialect.Program;
import probewright.probes.Attachment;

/** Reads a program from its file, with the files beside it that it includes. Blocks on the disk. */
public final class SourceFiles {
  private static final int LARGEST = 4 << 20;
  private static final String MARK = "\ufeff";

  private SourceFiles() {}

  /**
   * The program in a file, with the files of its folder that it includes. One that is not there is
   * left to the stage Translate, which knows the line that asks for it.
   */
  public static Outcome<Program> program(
      Path file, Map<String, String> parameters, List<Attachment> attachments) {
    return read(file).then(text -> program(file, text, parameters, attachments));
  }

  /** The same for a text that is edited and not yet in its file again. */
  public static Outcome<Program> program(
      Path file, String text, Map<String, String> parameters, List<Attachment> attachments) {
    Program alone = new Program(file.toString(), text, parameters, attachments);
    return HeaderFiles.of(file.toString(), file, text, Map.of()).with(alone);
  }

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
      String words =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(bytes)
              .toString();
      // no letter of the first line, whose columns begin behind it
      return Outcome.done(words.startsWith(MARK) ? words.substring(1) : words);
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
