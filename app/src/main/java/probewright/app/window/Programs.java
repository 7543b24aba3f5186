package probewright.app.window;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import probewright.app.editor.Document;
import probewright.app.files.FileProblem;
import probewright.app.files.TextFile;
import probewright.app.files.TextFiles;
import probewright.app.session.RunPhase;
import probewright.app.session.RunSession;
import probewright.app.words.Words;
import probewright.app.workspace.Workspace;
import probewright.lessons.LessonProgram;

/**
 * The open programs: opening, saving and closing them. Files are read and written on {@code io},
 * all else happens on the JavaFX thread.
 */
final class Programs {
  private static final String NEW_PROGRAM = "// SPDX-License-Identifier: GPL-2.0-only\n\n";

  private final ObservableList<Workspace> open = FXCollections.observableArrayList();
  private final Words words;
  private final Questions questions;
  private final Function<Document, Workspace> makeWorkspace;
  private final Executor io;
  private final Executor ui;
  private final Consumer<Workspace> show;
  private final Consumer<String> say;
  private final BiConsumer<Path, Boolean> used;
  private int unnamed;

  /**
   * @param show told which program is to be seen
   * @param say told what could not be done
   * @param used told which file was opened or saved (true) or is not there (false)
   */
  Programs(
      Words words,
      Questions questions,
      Function<Document, Workspace> makeWorkspace,
      Executor io,
      Executor ui,
      Consumer<Workspace> show,
      Consumer<String> say,
      BiConsumer<Path, Boolean> used) {
    this.words = words;
    this.questions = questions;
    this.makeWorkspace = makeWorkspace;
    this.io = io;
    this.ui = ui;
    this.show = show;
    this.say = say;
    this.used = used;
  }

  /** The open ones in the order of their tabs. */
  List<Workspace> open() {
    return open;
  }

  void create() {
    unnamed++;
    String name = unnamed == 1 ? "program.c" : "program" + unnamed + ".c";
    add(Document.unsaved(name, NEW_PROGRAM, ""));
  }

  /** Opens a program that comes along; a second time shows the one that is open. */
  void lesson(LessonProgram program) {
    Optional<Workspace> already =
        open.stream()
            .filter(w -> w.document().path() == null && w.document().name().equals(program.file()))
            .findFirst();
    if (already.isPresent()) {
      show.accept(already.get());
    } else {
      add(Document.unsaved(program.file(), program.text(), program.workload()));
    }
  }

  void choose(@Nullable Path near) {
    questions.fileToOpen(near).ifPresent(this::open);
  }

  void open(Path path) {
    Path file = path.toAbsolutePath().normalize();
    for (Workspace workspace : open) {
      if (file.equals(workspace.document().path())) {
        show.accept(workspace);
        return;
      }
    }
    io.execute(
        () -> {
          try {
            TextFile text = TextFiles.read(file);
            ui.execute(
                () -> {
                  used.accept(file, true);
                  add(Document.of(file, text));
                });
          } catch (FileProblem problem) {
            ui.execute(
                () -> {
                  tell(problem);
                  used.accept(file, false);
                });
          }
        });
  }

  /** Saves where it is kept, or asks where; {@code then} runs once it is on the disk. */
  void save(Workspace workspace, Runnable then) {
    Path path = workspace.document().path();
    if (path == null) {
      saveAs(workspace, then);
    } else {
      write(workspace, path, then);
    }
  }

  void saveAs(Workspace workspace, Runnable then) {
    questions
        .fileToSave(workspace.document().path(), workspace.document().name())
        .ifPresent(path -> write(workspace, path, then));
  }

  void write(Workspace workspace, Path path, Runnable then) {
    Path file = path.toAbsolutePath().normalize();
    TextFile content = workspace.content();
    io.execute(
        () -> {
          try {
            TextFiles.write(file, content);
            ui.execute(() -> written(workspace, file, content, then));
          } catch (FileProblem problem) {
            ui.execute(() -> tell(problem));
          }
        });
  }

  private void written(Workspace workspace, Path file, TextFile content, Runnable then) {
    workspace.document().savedAs(file, content);
    // what was typed while the disk was busy is not in the file
    if (workspace.content().equals(content)) {
      workspace.editor().saved();
    }
    used.accept(file, true);
    then.run();
  }

  /** Closes a program, after asking what becomes of its changes; stops its run. */
  void close(Workspace workspace, Runnable then) {
    if (workspace.document().changed()) {
      show.accept(workspace);
      switch (questions.unsaved(workspace.document().name())) {
        // once more: what was typed while it was written is in no file
        case SAVE -> save(workspace, () -> close(workspace, then));
        case DISCARD -> remove(workspace, then);
        case CANCEL -> {}
      }
    } else {
      remove(workspace, then);
    }
  }

  /** Closes all of them, one question after the other; {@code then} runs when none is left. */
  void closeAll(Runnable then) {
    if (open.isEmpty()) {
      then.run();
    } else {
      close(open.get(open.size() - 1), () -> closeAll(then));
    }
  }

  /** A program that runs is taken down first, and can be seen until that is done. */
  private void remove(Workspace workspace, Runnable then) {
    RunSession session = workspace.session();
    // whoever closes it a second time need not wait
    if (!session.phase().active() || session.phase() == RunPhase.STOPPING) {
      drop(workspace, then);
      return;
    }
    session
        .phaseProperty()
        .addListener(
            new ChangeListener<>() {
              @Override
              public void changed(
                  ObservableValue<? extends RunPhase> phase, RunPhase was, RunPhase now) {
                if (!now.active()) {
                  phase.removeListener(this);
                  drop(workspace, then);
                }
              }
            });
    session.stop();
  }

  private void drop(Workspace workspace, Runnable then) {
    if (open.remove(workspace)) {
      workspace.close();
      then.run();
    }
  }

  private void add(Document document) {
    Workspace workspace = makeWorkspace.apply(document);
    open.add(workspace);
    show.accept(workspace);
  }

  private void tell(FileProblem problem) {
    say.accept(words.get(problem.key(), problem.file(), problem.raw()));
  }
}
