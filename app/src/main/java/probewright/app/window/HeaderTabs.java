package probewright.app.window;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import probewright.app.files.FileProblem;
import probewright.app.files.TextFile;
import probewright.app.files.TextFiles;
import probewright.app.problems.Mending;
import probewright.app.workspace.Beside;
import probewright.app.workspace.OpenText;
import probewright.app.workspace.Workspace;
import probewright.diagnostics.Fix;
import probewright.dialect.Headers;

/** The headers of programs in the window's tabs. JavaFX thread; files are made on {@code io}. */
final class HeaderTabs implements Beside {
  private static final String NEW_HEADER = "header.h";

  private final Programs programs;
  private final Questions questions;
  private final Executor io;
  private final Executor ui;

  HeaderTabs(Programs programs, Questions questions, Executor io, Executor ui) {
    this.programs = programs;
    this.questions = questions;
    this.io = io;
    this.ui = ui;
  }

  @Override
  public Map<Path, String> texts(Collection<Path> files) {
    Map<Path, String> texts = new HashMap<>();
    for (OpenText text : programs.tabs()) {
      Path path = text.document().path();
      if (path != null && files.contains(path)) {
        texts.put(path, text.editor().area().getText());
      }
    }
    return texts;
  }

  @Override
  public void open(Workspace program, Path file, Consumer<OpenText> then) {
    programs.open(file, program, then);
  }

  @Override
  public void show(OpenText text) {
    programs.show(text);
  }

  @Override
  public void mend(Workspace program, String file, Fix fix) {
    Path own = program.document().path();
    if (own == null) {
      // beside what is in no file there is no place for another one
      programs.saving().saveAs(program.text(), () -> mend(program, file, fix));
      return;
    }
    Path header = own.resolveSibling(file).normalize();
    make(
        header,
        fix.apply(""),
        fresh ->
            open(
                program,
                header,
                text -> {
                  if (fresh) {
                    begin(text);
                  } else {
                    Mending.make(text.editor().area(), fix);
                  }
                }));
  }

  /** Asks for a name, makes the file, has the program include it, and opens it. */
  void create(Workspace program) {
    Path own = program.document().path();
    if (own == null) {
      programs
          .saving()
          .saveAs(
              program.text(),
              () -> {
                if (program.document().path() != null) {
                  create(program);
                }
              });
      return;
    }
    questions
        .fileToSave(own, NEW_HEADER)
        .map(chosen -> chosen.toAbsolutePath().normalize())
        .ifPresent(
            header -> make(header, Headers.fresh("" + header), fresh -> begin(program, header)));
  }

  private void begin(Workspace program, Path header) {
    @Nullable Path own = program.document().path();
    @Nullable Path folder = own == null ? null : own.getParent();
    if (folder != null && !program.includes(header)) {
      String name = folder.relativize(header).toString();
      // a name with a folder in it is the kernel's, unless it begins at the program
      String written = name.contains("/") && !name.startsWith(".") ? "./" + name : name;
      String text = program.text().editor().area().getText();
      int at = Headers.behindIncludes(text);
      program.text().editor().replace(at, at, "#include \"" + written + "\"\n");
      program.headers().look();
    }
    open(program, header, HeaderTabs::begin);
  }

  /** The caret stands where something is to be written. */
  private static void begin(OpenText text) {
    text.editor().goTo(Headers.FIRST_LINE, 1);
  }

  /**
   * Makes a file where there is none.
   *
   * @param then told whether it was made
   */
  private void make(Path header, String text, Consumer<Boolean> then) {
    io.execute(
        () -> {
          try {
            boolean fresh = !Files.exists(header);
            if (fresh) {
              TextFiles.write(header, TextFile.of(text));
            }
            ui.execute(
                () -> {
                  programs.lookBeside();
                  then.accept(fresh);
                });
          } catch (FileProblem problem) {
            ui.execute(() -> programs.tell(problem));
          }
        });
  }
}
