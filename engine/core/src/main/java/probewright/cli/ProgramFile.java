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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;
import probewright.dialect.Program;
import probewright.dialect.Translator;
import probewright.probes.Attachment;

/** Reads a program's text. */
final class ProgramFile {
  private static final int LARGEST = 4 << 20;

  private ProgramFile() {}

  /**
   * The program in a file, with the files of its folder that it includes. One that is not there is
   * left to the stage Translate, which knows the line that asks for it.
   */
  static Outcome<Program> program(
      Path file, Map<String, String> parameters, List<Attachment> attachments) {
    return read(file)
        .then(
            text -> {
              Map<String, String> headers = new LinkedHashMap<>();
              List<Problem> problems = new ArrayList<>();
              headers(file, text, headers, problems);
              return problems.isEmpty()
                  ? Outcome.done(
                      new Program(file.toString(), text, headers, parameters, attachments))
                  : new Outcome.Refused<>(problems);
            });
  }

  private static void headers(
      Path file, String text, Map<String, String> headers, List<Problem> problems) {
    for (String name : Translator.ownHeaders(text)) {
      Path header = file.resolveSibling(name);
      if (!headers.containsKey(name) && Files.exists(header)) {
        Outcome<String> read = read(header);
        problems.addAll(read.problems());
        if (read instanceof Outcome.Done<String> done) {
          headers.put(name, done.value());
          headers(file, done.value(), headers, problems);
        }
      }
    }
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
