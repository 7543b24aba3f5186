package probewright.app.window;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import probewright.app.editor.Document;
import probewright.app.editor.Document.OnDisk;
import probewright.app.files.FileProblem;
import probewright.app.files.FileStamp;
import probewright.app.files.TextFile;
import probewright.app.files.TextFiles;
import probewright.app.workspace.OpenText;

/**
 * Sees what others do to the files of open programs. What was not changed here takes the new text;
 * what was is asked about. JavaFX thread; the disk is read on another.
 */
final class DiskCheck {
  private final Executor io;
  private final Executor ui;
  private final AtomicBoolean asked = new AtomicBoolean();

  DiskCheck(Executor io, Executor ui) {
    this.io = io;
    this.ui = ui;
  }

  /**
   * Asks for a look, from any thread; many changes at once come to one look.
   *
   * @param look calls {@link #look} with what is open then
   */
  void soon(Runnable look) {
    if (asked.compareAndSet(false, true)) {
      ui.execute(
          () -> {
            asked.set(false);
            look.run();
          });
    }
  }

  /** Compares these with their files. */
  void look(Collection<OpenText> open) {
    for (OpenText text : open) {
      Document document = text.document();
      @Nullable Path path = document.path();
      @Nullable FileStamp known = document.stamp();
      if (path != null && known != null && !document.readOnly()) {
        io.execute(() -> compare(text, path, known));
      }
    }
  }

  private void compare(OpenText open, Path path, FileStamp known) {
    Optional<FileStamp> now = FileStamp.of(path);
    if (now.isPresent() && now.get().equals(known)) {
      return;
    }
    try {
      TextFile text = now.isPresent() ? TextFiles.read(path) : null;
      ui.execute(() -> found(open, path, known, new OnDisk(text, now.orElse(null))));
    } catch (FileProblem unreadable) {
      // half written, perhaps: the next change brings it here again, and so does saving
      return;
    }
  }

  private void found(OpenText open, Path path, FileStamp known, OnDisk found) {
    Document document = open.document();
    @Nullable OnDisk told = document.otherProperty().get();
    boolean saved = !path.equals(document.path()) || !known.equals(document.stamp());
    if (saved || found.equals(told)) {
      return;
    }
    @Nullable TextFile text = found.text();
    if (text != null && text.equals(document.file()) && told == null) {
      document.stamp(found.stamp());
    } else if (text != null && !document.changed()) {
      open.reload(text, found.stamp());
    } else {
      document.other(found);
    }
  }
}
