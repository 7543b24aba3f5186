package probewright.lessons;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The programs that come with Probewright, in the order of their lessons. */
public final class LessonPrograms {
  private LessonPrograms() {}

  /** All of them, read from the class path. */
  public static List<LessonProgram> all() {
    return resource("programs.tsv").lines().map(LessonPrograms::program).toList();
  }

  private static LessonProgram program(String row) {
    String[] cells = row.split("\t", -1);
    return new LessonProgram(cells[0], cells[1], resource(cells[1]), cells[2]);
  }

  private static String resource(String name) {
    try (InputStream in = LessonPrograms.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
