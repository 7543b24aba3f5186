package probewright.compiler;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.dialect.Headers;
import probewright.dialect.Program;

/**
 * The files that a program includes from its own folder, and those that these include in turn, in
 * the order of the text.
 *
 * @param problems of those that are there and cannot be read, at the lines that ask for them
 */
public record HeaderFiles(List<Header> all, List<Problem> problems) {
  /**
   * One of them.
   *
   * @param name as the program includes it
   * @param asked where it does so first
   * @param file the name that places in it carry
   * @param path where it lies, absolute
   * @param there whether it is on the disk or open
   * @param text null for one that is not there or cannot be read
   */
  public record Header(
      String name, Place asked, String file, Path path, boolean there, @Nullable String text) {}

  public HeaderFiles {
    all = List.copyOf(all);
    problems = List.copyOf(problems);
  }

  /**
   * Looks for them. Blocks on the disk.
   *
   * @param name the one that places in the program carry
   * @param file where the program lies
   * @param open texts that are edited and not yet in their files again, by absolute paths
   */
  public static HeaderFiles of(String name, Path file, String text, Map<Path, String> open) {
    Search search = new Search(open);
    search.find(name, file.toAbsolutePath().normalize(), text);
    return new HeaderFiles(List.copyOf(search.found.values()), search.problems);
  }

  private static final class Search {
    private final Map<Path, String> open;
    private final Map<String, Header> found = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    Search(Map<Path, String> open) {
      this.open = open;
    }

    void find(String name, Path file, String text) {
      Headers.asked(name, text)
          .forEach(
              (asked, place) -> {
                if (!found.containsKey(asked)) {
                  String own = Headers.file(name, asked);
                  Header header = header(asked, place, own, file.resolveSibling(asked).normalize());
                  found.put(asked, header);
                  if (header.text() != null) {
                    find(own, header.path(), header.text());
                  }
                }
              });
    }

    /** One that is not there is left to the stage Translate, with the line that asks for it. */
    private Header header(String asked, Place place, String own, Path path) {
      @Nullable String edited = open.get(path);
      if (edited != null || !Files.exists(path)) {
        return new Header(asked, place, own, path, edited != null, edited);
      }
      Outcome<String> read = SourceFiles.read(path);
      read.problems().forEach(problem -> problems.add(problem.at(place)));
      @Nullable String text = read instanceof Outcome.Done<String> done ? done.value() : null;
      return new Header(asked, place, own, path, true, text);
    }
  }

  /** A program with those that are there; refused when one of them cannot be read. */
  public Outcome<Program> with(Program alone) {
    return problems.isEmpty()
        ? Outcome.done(
            new Program(
                alone.file(), alone.text(), texts(), alone.parameters(), alone.attachments()))
        : new Outcome.Refused<>(problems);
  }

  /** The texts of those that are there, by the names the program includes them by. */
  private Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Header header : all) {
      if (header.text() != null) {
        texts.put(header.name(), header.text());
      }
    }
    return texts;
  }
}
