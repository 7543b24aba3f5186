package probewright.app.editor;

import java.nio.file.Path;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import probewright.app.files.FileStamp;
import probewright.app.files.TextFile;

/** An open program: its name, where it is kept, whether it was changed since. JavaFX thread. */
public final class Document {
  /** Gives the disk something to do; suits most programs that look at blocks or system calls. */
  private static final String ANY_WORKLOAD =
      "dd if=/dev/zero of=$PRACTICE_DISK bs=64k count=100 oflag=direct";

  private final ReadOnlyStringWrapper name;
  private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper();
  private final String workload;
  private final ReadOnlyObjectWrapper<@Nullable OnDisk> other = new ReadOnlyObjectWrapper<>();
  private @Nullable Path path;
  private @Nullable FileStamp stamp;
  private TextFile file;
  private boolean edited;
  private boolean missing;

  /**
   * What somebody else made of the file.
   *
   * @param text null when the file is not there any more
   * @param stamp null when the file is not there any more
   */
  public record OnDisk(@Nullable TextFile text, @Nullable FileStamp stamp) {}

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
    edited = differs;
    changed.set(edited || missing);
  }

  /** The file was read for looking only: its bytes are no UTF-8. */
  public boolean readOnly() {
    return file.form().latin1();
  }

  /** What the file was when it was read or written last; null while there is none. */
  public @Nullable FileStamp stamp() {
    return stamp;
  }

  /** The file is known to hold {@link #file} with this stamp. */
  public void stamp(@Nullable FileStamp known) {
    stamp = known;
  }

  /** What somebody else made of the file while it was changed here; null when nobody did. */
  public ReadOnlyObjectProperty<@Nullable OnDisk> otherProperty() {
    return other.getReadOnlyProperty();
  }

  /** Somebody else changed the file, or took it away: then the text is in no file any more. */
  public void other(OnDisk found) {
    missing = found.text() == null;
    changed(edited);
    other.set(found);
  }

  /** The text here stays, and the next save may write over what was found. */
  public void keepMine() {
    @Nullable OnDisk found = other.get();
    if (found != null) {
      stamp = found.stamp();
      other.set(null);
    }
  }

  /** It is kept in a file now, which is known by this stamp. */
  public void savedAs(Path kept, TextFile content, @Nullable FileStamp known) {
    path = kept;
    file = content;
    stamp = known;
    missing = false;
    changed(edited);
    other.set(null);
    name.set(String.valueOf(kept.getFileName()));
  }
}
