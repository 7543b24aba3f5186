package probewright.app.workspace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import probewright.app.analysis.HeadersModel;
import probewright.app.problems.Mending;
import probewright.app.session.HeaderFile;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Place;

/**
 * The texts of a program that are open, its own and those of its headers, by the names their places
 * carry. One of them is seen. JavaFX thread.
 */
final class ProgramTexts {
  private final HeadersModel headers;
  private final List<ProgramText> all = new ArrayList<>();
  private final Consumer<ProgramText> seen;
  private @Nullable ProgramText own;
  private @Nullable ProgramText shown;
  private Beside beside = Beside.nothing();

  /**
   * @param seen told which one is shown
   */
  ProgramTexts(HeadersModel headers, Consumer<ProgramText> seen) {
    this.headers = headers;
    this.seen = seen;
  }

  /** The program's own, before any other. */
  void begin(ProgramText program) {
    own = program;
    shown = program;
    all.add(program);
    seen.accept(program);
  }

  void beside(Beside tabs) {
    beside = tabs;
  }

  List<ProgramText> all() {
    return List.copyOf(all);
  }

  ProgramText shown() {
    return there(shown);
  }

  ProgramText own() {
    return there(own);
  }

  private static ProgramText there(@Nullable ProgramText text) {
    if (text == null) {
      throw new IllegalStateException("no text yet");
    }
    return text;
  }

  void join(ProgramText header) {
    all.add(header);
  }

  void leave(OpenText header) {
    for (ProgramText text : all()) {
      if (text.text() == header && text != own) {
        if (shown == text) {
          show(own().text());
        }
        all.remove(text);
        text.leave();
      }
    }
  }

  void show(OpenText text) {
    for (ProgramText one : all) {
      if (one.text() == text) {
        shown = one;
        seen.accept(one);
      }
    }
  }

  void showOwn() {
    reveal(own());
  }

  private void reveal(ProgramText text) {
    if (text != shown) {
      beside.show(text.text());
    }
  }

  private Optional<ProgramText> named(String file) {
    return all.stream().filter(text -> text.file().equals(file)).findFirst();
  }

  /** The name that places in an open header carry. */
  String fileOf(OpenText header) {
    Path path = header.document().path();
    return Optional.ofNullable(path)
        .flatMap(headers::at)
        .map(HeaderFile::file)
        .orElse(header.document().name());
  }

  /** What is written in the tabs of these headers. */
  Map<Path, String> open(List<HeaderFile> all) {
    return beside.texts(all.stream().map(HeaderFile::path).toList());
  }

  /** These as far as they lie on the disk only. */
  List<HeaderFile> closed(List<HeaderFile> all) {
    Set<Path> open = open(all).keySet();
    return all.stream()
        .map(
            h ->
                open.contains(h.path())
                    ? new HeaderFile(h.name(), h.file(), h.path(), h.there(), "")
                    : h)
        .toList();
  }

  /** What a file holds now. */
  String text(String file) {
    return named(file)
        .map(text -> text.text().editor().area().getText())
        .or(() -> headers.named(file).flatMap(header -> Optional.ofNullable(header.text())))
        .orElse("");
  }

  /** Puts the caret where a place is and gives its text the focus; opens its tab where needed. */
  void goTo(Workspace program, Place place) {
    Consumer<OpenText> there =
        text -> {
          text.editor().goTo(place.line(), place.column());
          text.focus();
        };
    Optional<ProgramText> open = named(place.file());
    if (open.isPresent()) {
      reveal(open.get());
      there.accept(open.get().text());
    } else {
      headers.named(place.file()).ifPresent(header -> beside.open(program, header.path(), there));
    }
  }

  /** Makes the edits of a fix in the text that they are about; one undo takes them back. */
  void mend(Workspace program, Fix fix) {
    String file = fix.place().file();
    Optional<ProgramText> open = named(file);
    if (open.isPresent()) {
      reveal(open.get());
      Mending.make(open.get().text().editor().area(), fix);
    } else {
      beside.mend(program, file, fix);
    }
  }
}
