package probewright.app.editor;

import java.nio.file.Path;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import probewright.app.files.TextFile;

/** An open program: its name, where it is kept, whether it was changed since. JavaFX thread. */
public final class Document {
  /** Gives the disk something to do; suits most programs that look at blocks or system calls. */
  private static final String ANY_WORKLOAD =
      "dd if=/dev/zero of=$PRACTICE_DISK bs=64k count=100 oflag=direct";

  private final ReadOnlyStringWrapper name;
  private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper();
  private final String workload;
  private @Nullable Path path;
  private TextFile file;

  private Document(String name, @Nullable Path path, TextFile file, String workload) {
    this.name = new ReadOnlyStringWrapper(name);
    this.path = path;
    this.file = file;
    this.workload = workload;
  }

  /** A program that is in no file yet. */
  public static Document unsaved(String name, String text, String workload) {
    return new Document(
        name, null, TextFile.of(text), workload.isEmpty() ? ANY_WORKLOAD : workload);
  }

  /** A program read from a file. */
  public static Document of(Path path, TextFile file) {
    return new Document(String.valueOf(path.getFileName()), path, file, ANY_WORKLOAD);
  }

  public ReadOnlyStringProperty nameProperty() {
    return name.getReadOnlyProperty();
  }

  public String name() {
    return name.get();
  }

  /** Where it is kept; null while it is in no file. */
  public @Nullable Path path() {
    return path;
  }

  /** What the file holds. */
  public TextFile file() {
    return file;
  }

  /** A command that gives this program something to see. */
  public String workload() {
    return workload;
  }

  public ReadOnlyBooleanProperty changedProperty() {
    return changed.getReadOnlyProperty();
  }

  public boolean changed() {
    return changed.get();
  }

  /** The text differs from the file's, or no more. */
  public void changed(boolean differs) {
    changed.set(differs);
  }

  /** It is kept in a file now. */
  public void savedAs(Path kept, TextFile content) {
    path = kept;
    file = content;
    name.set(String.valueOf(kept.getFileName()));
  }
}
