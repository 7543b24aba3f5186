package probewright.app.window;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import org.jspecify.annotations.Nullable;
import org.reactfx.Subscription;
import probewright.app.editor.CodeEditor;
import probewright.app.editor.Document;
import probewright.app.editor.EditorComponent;
import probewright.app.files.Journal;
import probewright.app.files.Journal.Kept;

/**
 * Keeps one program's unsaved text in the journal, a moment after each change; takes it out when
 * the program is saved or closed. JavaFX thread; the journal is written on another.
 */
final class UnsavedWork implements EditorComponent {
  private final Journal journal;
  private final Document document;
  private final Executor later;
  private final Executor io;
  private final Consumer<IOException> failed;
  private final String entry;
  private final ChangeListener<Boolean> saved = (o, was, now) -> saved(now);
  private @Nullable Subscription edits;
  private boolean waiting;

  /**
   * @param later runs a task on the JavaFX thread, a moment from now
   * @param io where the journal is written
   * @param failed told in the thread of {@code io} that it could not be written
   */
  UnsavedWork(
      Journal journal,
      Document document,
      Executor later,
      Executor io,
      Consumer<IOException> failed) {
    this.journal = journal;
    this.document = document;
    this.later = later;
    this.io = io;
    this.failed = failed;
    entry = journal.entry();
  }

  @Override
  public void install(CodeEditor editor) {
    edits = editor.area().plainTextChanges().subscribe(change -> changed(editor));
    document.changedProperty().addListener(saved);
  }

  @Override
  public void uninstall(CodeEditor editor) {
    if (edits != null) {
      edits.unsubscribe();
    }
    edits = null;
    document.changedProperty().removeListener(saved);
    write(() -> journal.drop(entry));
  }

  private void changed(CodeEditor editor) {
    if (!waiting) {
      waiting = true;
      later.execute(
          () -> {
            waiting = false;
            if (document.changed() && edits != null) {
              Kept now = new Kept(document.name(), document.path(), editor.area().getText());
              write(() -> journal.keep(entry, now));
            }
          });
    }
  }

  private void saved(boolean changed) {
    if (!changed) {
      write(() -> journal.drop(entry));
    }
  }

  private interface Writing {
    void run() throws IOException;
  }

  private void write(Writing writing) {
    io.execute(
        () -> {
          try {
            writing.run();
          } catch (IOException e) {
            failed.accept(e);
          }
        });
  }
}
