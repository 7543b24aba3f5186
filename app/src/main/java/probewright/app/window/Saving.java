package probewright.app.window;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import probewright.app.editor.Document;
import probewright.app.editor.Document.OnDisk;
import probewright.app.files.FileProblem;
import probewright.app.files.FileStamp;
import probewright.app.files.TextFile;
import probewright.app.files.TextFiles;
import probewright.app.words.Words;
import probewright.app.workspace.OpenText;

/** Writes open texts to their files, on {@code io}; all else happens on the JavaFX thread. */
final class Saving {
  private final Words words;
  private final Questions questions;
  private final Executor io;
  private final Executor ui;
  private final Teller say;
  private final BiConsumer<OpenText, Path> saved;
  private final Consumer<FileProblem> failed;
  private final BiPredicate<OpenText, Path> taken;

  /**
   * @param saved told which text is in which file now
   * @param failed told what could not be written
   * @param taken whether a file is open in another tab than the text's
   */
  Saving(
      Words words,
      Questions questions,
      Executor io,
      Executor ui,
      Teller say,
      BiConsumer<OpenText, Path> saved,
      Consumer<FileProblem> failed,
      BiPredicate<OpenText, Path> taken) {
    this.words = words;
    this.questions = questions;
    this.io = io;
    this.ui = ui;
    this.say = say;
    this.saved = saved;
    this.failed = failed;
    this.taken = taken;
  }

  /** Saves where it is kept, or asks where; {@code then} runs once it is on the disk. */
  void save(OpenText text, Runnable then) {
    Path path = text.document().path();
    if (path == null || text.document().readOnly()) {
      saveAs(text, then);
    } else {
      write(text, path, then);
    }
  }

  void saveAs(OpenText text, Runnable then) {
    questions
        .fileToSave(text.document().path(), text.document().name())
        .ifPresent(path -> write(text, path, then));
  }

  void write(OpenText text, Path path, Runnable then) {
    Path file = path.toAbsolutePath().normalize();
    Document document = text.document();
    if (document.readOnly() && file.equals(document.path())) {
      say.say(words.get("file.latin1-stays", file));
      return;
    }
    if (taken.test(text, file)) {
      say.say(words.get("file.is-open", file));
      return;
    }
    TextFile content = text.content().inUtf8();
    @Nullable FileStamp known = file.equals(document.path()) ? document.stamp() : null;
    TextFile base = document.file();
    io.execute(
        () -> {
          try {
            @Nullable OnDisk other = known == null ? null : changed(file, known, base);
            if (other == null) {
              TextFiles.write(file, content);
              @Nullable FileStamp stamp = FileStamp.of(file).orElse(null);
              ui.execute(() -> written(text, file, content, stamp, then));
            } else {
              ui.execute(() -> document.other(other));
            }
          } catch (FileProblem problem) {
            ui.execute(() -> failed.accept(problem));
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
      OpenText text, Path file, TextFile content, @Nullable FileStamp stamp, Runnable then) {
    text.document().savedAs(file, content, stamp);
    text.editor().area().setEditable(true);
    // what was typed while the disk was busy is not in the file
    if (text.content().equals(content)) {
      text.editor().saved();
    }
    saved.accept(text, file);
    then.run();
  }
}
