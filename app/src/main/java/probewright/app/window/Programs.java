package probewright.app.window;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.fxmisc.richtext.CodeArea;
import org.jspecify.annotations.Nullable;
import probewright.app.editor.Document;
import probewright.app.files.FileProblem;
import probewright.app.files.FileStamp;
import probewright.app.files.Journal;
import probewright.app.files.TextFile;
import probewright.app.files.TextFiles;
import probewright.app.session.RunPhase;
import probewright.app.session.RunSession;
import probewright.app.words.Words;
import probewright.app.workspace.OpenText;
import probewright.app.workspace.Workspace;
import probewright.lessons.LessonProgram;

/**
 * The open programs and headers: opening and closing them. Files are read on {@code io}, all else
 * happens on the JavaFX thread.
 */
final class Programs {
  private static final String NEW_PROGRAM = "// SPDX-License-Identifier: GPL-2.0-only\n\n";

  private final ObservableList<OpenText> tabs = FXCollections.observableArrayList();
  private final Words words;
  private final Questions questions;
  private final Function<Document, OpenText> makeText;
  private final Executor io;
  private final Executor ui;
  private final Sight show;
  private final Teller say;
  private final BiConsumer<Path, Boolean> used;
  private final Belonging belonging;
  private final HeaderTabs headers;
  private final Saving saving;
  private int unnamed;

  /**
   * @param makeText opens the editor of a text
   * @param makeWorkspace makes a program of its own text
   * @param show told which text is to be seen, and what belongs where
   * @param say told what could not be done
   * @param used told which file was opened or saved (true) or is not there (false)
   */
  Programs(
      Words words,
      Questions questions,
      Function<Document, OpenText> makeText,
      Function<OpenText, Workspace> makeWorkspace,
      Executor io,
      Executor ui,
      Sight show,
      Teller say,
      BiConsumer<Path, Boolean> used) {
    this.words = words;
    this.questions = questions;
    this.makeText = makeText;
    this.io = io;
    this.ui = ui;
    this.show = show;
    this.say = say;
    this.used = used;
    belonging = new Belonging(text -> program(makeWorkspace.apply(text)));
    headers = new HeaderTabs(this, questions, io, ui);
    saving = new Saving(words, questions, io, ui, say, this::saved, this::tell, this::isOpen);
  }

  private Workspace program(Workspace made) {
    made.beside(headers);
    made.headers().allProperty().addListener((o, was, now) -> settle());
    return made;
  }

  /** The open texts in the order of their tabs. */
  List<OpenText> tabs() {
    return tabs;
  }

  /** The open programs. */
  List<Workspace> open() {
    return belonging.all();
  }

  /** The program that an open text belongs to. */
  Workspace of(OpenText text) {
    return belonging.of(text);
  }

  /** A text is about to be seen. */
  Workspace seen(OpenText text) {
    belonging.seen(text);
    Workspace program = belonging.of(text);
    program.show(text);
    return program;
  }

  Saving saving() {
    return saving;
  }

  HeaderTabs headers() {
    return headers;
  }

  void create() {
    unnamed++;
    String name = unnamed == 1 ? "program.c" : "program" + unnamed + ".c";
    CodeArea area = add(Document.unsaved(name, NEW_PROGRAM, "")).editor().area();
    // behind the licence line, where one begins to write
    area.moveTo(area.getLength());
  }

  /** Opens a program that comes along; a second time shows the one that is open. */
  void lesson(LessonProgram program) {
    Optional<OpenText> already =
        tabs.stream()
            .filter(t -> t.document().path() == null && t.document().name().equals(program.file()))
            .findFirst();
    if (already.isPresent()) {
      show.show(already.get());
    } else {
      add(Document.unsaved(program.file(), program.text(), program.workload()));
    }
  }

  void choose(@Nullable Path near) {
    questions.fileToOpen(near).ifPresent(this::open);
  }

  void open(Path path) {
    open(path, null, text -> {});
  }

  /**
   * Opens a file, or shows it where it is open.
   *
   * @param program the one that a header is to be seen in; null for whichever includes it
   * @param then told the text once it is seen
   */
  void open(Path path, @Nullable Workspace program, Consumer<OpenText> then) {
    Path file = path.toAbsolutePath().normalize();
    Optional<OpenText> there = at(file);
    if (there.isPresent()) {
      reveal(there.get(), program, then);
    } else {
      read(file, TextFiles::read, program, then);
    }
  }

  private void reveal(OpenText text, @Nullable Workspace program, Consumer<OpenText> then) {
    if (program != null) {
      belonging.choose(text, program);
    }
    show.show(text);
    then.accept(text);
  }

  private Optional<OpenText> at(Path file) {
    return tabs.stream().filter(text -> file.equals(text.document().path())).findFirst();
  }

  /** Whether a file is open in another tab than that of a text. */
  private boolean isOpen(OpenText text, Path file) {
    return at(file).filter(other -> other != text).isPresent();
  }

  /** How a file becomes a text. */
  private interface Reading {
    TextFile read(Path file) throws FileProblem;
  }

  private void read(
      Path file, Reading reading, @Nullable Workspace program, Consumer<OpenText> then) {
    io.execute(
        () -> {
          // the stamp first: what is written in between is seen as a change
          @Nullable FileStamp stamp = FileStamp.of(file).orElse(null);
          try {
            TextFile text = reading.read(file);
            ui.execute(() -> opened(file, text, stamp, program, then));
          } catch (FileProblem problem) {
            ui.execute(
                () -> {
                  used.accept(file, false);
                  tell(problem);
                });
          }
        });
  }

  private void opened(
      Path file,
      TextFile text,
      @Nullable FileStamp stamp,
      @Nullable Workspace program,
      Consumer<OpenText> then) {
    used.accept(file, true);
    // asked for twice, or by another name of the same file
    Optional<OpenText> there = at(file).or(() -> same(stamp));
    if (there.isPresent()) {
      reveal(there.get(), program, then);
      return;
    }
    Document document = Document.of(file, text);
    document.stamp(stamp);
    reveal(add(document), program, then);
    remark(file, text);
  }

  private Optional<OpenText> same(@Nullable FileStamp stamp) {
    return stamp == null || stamp.key() == null
        ? Optional.empty()
        : tabs.stream().filter(text -> Objects.equals(text.document().stamp(), stamp)).findFirst();
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
          ui.execute(() -> at(file).orElseGet(() -> add(found)).write(kept.text()));
        });
  }

  private void saved(OpenText text, Path file) {
    used.accept(file, true);
    lookBeside();
    settle();
  }

  /** Something was done to files beside the programs. */
  void lookBeside() {
    open().forEach(program -> program.headers().look());
  }

  /** Puts a text's tab at another place in their order. */
  void move(OpenText text, int to) {
    int from = tabs.indexOf(text);
    int place = Math.max(0, Math.min(to, tabs.size() - 1));
    if (from >= 0 && from != place) {
      tabs.remove(from);
      tabs.add(place, text);
      show.show(text);
    }
  }

  void show(OpenText text) {
    show.show(text);
  }

  /** Closes a text, after asking what becomes of its changes; stops its program's run. */
  void close(OpenText text, Runnable then) {
    if (text.document().changed()) {
      show.show(text);
      switch (questions.unsaved(text.document().name())) {
        // once more: what was typed while it was written is in no file
        case SAVE -> saving.save(text, () -> close(text, then));
        case DISCARD -> remove(text, then);
        case CANCEL -> {}
      }
    } else {
      remove(text, then);
    }
  }

  /** Closes all of them, one question after the other; {@code then} runs when none is left. */
  void closeAll(Runnable then) {
    if (tabs.isEmpty()) {
      then.run();
    } else {
      close(tabs.get(tabs.size() - 1), () -> closeAll(then));
    }
  }

  /** A program that runs is taken down first, and can be seen until that is done. */
  private void remove(OpenText text, Runnable then) {
    RunSession session = of(text).session();
    boolean header = of(text).text() != text;
    // whoever closes it a second time need not wait
    if (header || !session.phase().active() || session.phase() == RunPhase.STOPPING) {
      drop(text, then);
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
                  drop(text, then);
                }
              }
            });
    session.stop();
  }

  private void drop(OpenText text, Runnable then) {
    if (tabs.remove(text)) {
      belonging.remove(text);
      text.close();
      // a header's changes that were discarded are no part of its programs any more
      lookBeside();
      then.run();
    }
  }

  private OpenText add(Document document) {
    OpenText text = makeText.apply(document);
    tabs.add(text);
    belonging.add(text);
    text.editor().area().plainTextChanges().subscribe(change -> edited(text));
    show.show(text);
    return text;
  }

  /** The program that a header is seen in knows by itself; others may include it too. */
  private void edited(OpenText text) {
    if (Belonging.isHeader(text) && belonging.has(text)) {
      for (Workspace program : belonging.including(text.document().path())) {
        if (program != of(text)) {
          program.analysis().edited();
          program.headers().edited();
        }
      }
    }
  }

  private void settle() {
    show.settled(belonging.settle());
  }

  void tell(FileProblem problem) {
    String message = words.get(problem.key(), problem.file(), problem.raw());
    if (problem.key().equals("file.not-utf8")) {
      Path file = Path.of(problem.file());
      say.offer(
          message, "file.open-latin1", () -> read(file, TextFiles::readLatin1, null, text -> {}));
    } else {
      say.say(message);
    }
  }
}
