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
import probewright.app.editor.Document.OnDisk;
import probewright.app.files.FileProblem;
import probewright.app.files.FileStamp;
import probewright.app.files.Journal;
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
  private final Teller say;
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
      Teller say,
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
    read(file, TextFiles::read);
  }

  /** How a file becomes a text. */
  private interface Reading {
    TextFile read(Path file) throws FileProblem;
  }

  private void read(Path file, Reading reading) {
    io.execute(
        () -> {
          // the stamp first: what is written in between is seen as a change
          @Nullable FileStamp stamp = FileStamp.of(file).orElse(null);
          try {
            TextFile text = reading.read(file);
            ui.execute(
                () -> {
                  used.accept(file, true);
                  Document document = Document.of(file, text);
                  document.stamp(stamp);
                  add(document);
                  remark(file, text);
                });
          } catch (FileProblem problem) {
            ui.execute(
                () -> {
                  used.accept(file, false);
                  tell(problem);
                });
          }
        });
  }

  /** What a person should know of a file that was opened. */
  private void remark(Path file, TextFile text) {
    if (text.form().latin1()) {
      say.remark(words.get("file.as-latin1", file));
    } else if (text.form().ends() == TextFile.LineEnds.MIXED) {
      say.remark(words.get("file.mixed-ends", file));
    }
  }

  /** Opens a program as it was kept from a workbench that ended without closing. */
  void restore(Journal.Kept kept) {
    @Nullable Path file = kept.file();
    if (file == null) {
      add(Document.unsaved(kept.name(), "", "")).write(kept.text());
      return;
    }
    io.execute(
        () -> {
          @Nullable FileStamp stamp = FileStamp.of(file).orElse(null);
          Document document;
          try {
            document = Document.of(file, TextFiles.read(file));
            document.stamp(stamp);
          } catch (FileProblem gone) {
            document = Document.unsaved(kept.name(), "", "");
          }
          Document found = document;
          ui.execute(() -> add(found).write(kept.text()));
        });
  }

  /** Saves where it is kept, or asks where; {@code then} runs once it is on the disk. */
  void save(Workspace workspace, Runnable then) {
    Path path = workspace.document().path();
    if (path == null || workspace.document().readOnly()) {
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
    Document document = workspace.document();
    if (document.readOnly() && file.equals(document.path())) {
      say.say(words.get("file.latin1-stays", file));
      return;
    }
    TextFile content = workspace.content().inUtf8();
    @Nullable FileStamp known = file.equals(document.path()) ? document.stamp() : null;
    TextFile base = document.file();
    io.execute(
        () -> {
          try {
            @Nullable OnDisk other = known == null ? null : changed(file, known, base);
            if (other == null) {
              TextFiles.write(file, content);
              @Nullable FileStamp stamp = FileStamp.of(file).orElse(null);
              ui.execute(() -> written(workspace, file, content, stamp, then));
            } else {
              ui.execute(() -> document.other(other));
            }
          } catch (FileProblem problem) {
            ui.execute(() -> tell(problem));
          }
        });
  }

  /** What somebody else made of a file that is about to be written; null for nothing. */
  private static @Nullable OnDisk changed(Path file, FileStamp known, TextFile base)
      throws FileProblem {
    Optional<FileStamp> now = FileStamp.of(file);
    if (now.isEmpty() || now.get().equals(known)) {
      return null;
    }
    TextFile there = TextFiles.read(file);
    return there.equals(base) ? null : new OnDisk(there, now.get());
  }

  private void written(
      Workspace workspace, Path file, TextFile content, @Nullable FileStamp stamp, Runnable then) {
    workspace.document().savedAs(file, content, stamp);
    workspace.editor().area().setEditable(true);
    // what was typed while the disk was busy is not in the file
    if (workspace.content().equals(content)) {
      workspace.editor().saved();
    }
    used.accept(file, true);
    then.run();
  }

  /** Puts a program's tab at another place in their order. */
  void move(Workspace workspace, int to) {
    int from = open.indexOf(workspace);
    int place = Math.max(0, Math.min(to, open.size() - 1));
    if (from >= 0 && from != place) {
      open.remove(from);
      open.add(place, workspace);
      show.accept(workspace);
    }
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

  private Workspace add(Document document) {
    Workspace workspace = makeWorkspace.apply(document);
    open.add(workspace);
    show.accept(workspace);
    return workspace;
  }

  private void tell(FileProblem problem) {
    String message = words.get(problem.key(), problem.file(), problem.raw());
    if (problem.key().equals("file.not-utf8")) {
      Path file = Path.of(problem.file());
      say.offer(message, "file.open-latin1", () -> read(file, TextFiles::readLatin1));
    } else {
      say.say(message);
    }
  }
}
