package probewright.app.workspace;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import probewright.app.editor.CodeEditor;
import probewright.app.editor.Document;
import probewright.app.editor.Document.OnDisk;
import probewright.app.files.FileStamp;
import probewright.app.files.TextFile;
import probewright.app.words.Words;

/**
 * A text that is open in a tab, a program's own or a header's: its document and its editor. JavaFX
 * thread.
 */
public final class OpenText {
  private final Document document;
  private final CodeEditor editor;
  private final ChangedBand band;
  private final StackPane node = new StackPane();
  private Runnable covered = () -> {};

  /**
   * @param background where colours are worked out
   */
  public OpenText(Document document, Words words, Executor background) {
    this.document = document;
    editor = new CodeEditor(words, background);
    editor.open(document.file().text());
    editor.area().setEditable(!document.readOnly());
    editor.unchanged().addListener((o, was, now) -> document.changed(!now));
    band = new ChangedBand(words, this);
    node.getChildren().setAll(editor);
  }

  public Document document() {
    return document;
  }

  public CodeEditor editor() {
    return editor;
  }

  /** The editor, with what lies over it. */
  Node node() {
    return node;
  }

  /** What is said above the text of its file. */
  Node band() {
    return band;
  }

  /**
   * Lays something over the text.
   *
   * @param over null for nothing
   */
  void cover(@Nullable Node over) {
    if (over == null) {
      node.getChildren().setAll(editor);
    } else {
      node.getChildren().setAll(editor, over);
    }
    editor.setVisible(over == null);
    covered.run();
  }

  /** Called when something was laid over the text, or taken from it. */
  void onCover(Runnable told) {
    covered = told;
  }

  /** Shows its file's text beside it, where somebody else changed that. */
  public void compare() {
    band.compare();
  }

  /** Whether there is a text of somebody else to be compared with. */
  public boolean comparable() {
    OnDisk other = document.otherProperty().get();
    return other != null && other.text() != null;
  }

  /** The text as a file would hold it. */
  public TextFile content() {
    return document.file().with(editor.area().getText());
  }

  /**
   * Takes the text that the file holds now; one undo brings back what was here.
   *
   * @param stamp of the file when it was read
   */
  public void reload(TextFile found, @Nullable FileStamp stamp) {
    write(found.text());
    Path path = document.path();
    if (path != null) {
      document.savedAs(path, found, stamp);
    }
    editor.saved();
  }

  /** Makes the text this one by the smallest edit, so that caret and marks stay where they can. */
  public void write(String text) {
    String here = editor.area().getText();
    int least = Math.min(here.length(), text.length());
    int head = 0;
    while (head < least && here.charAt(head) == text.charAt(head)) {
      head++;
    }
    int tail = 0;
    while (tail < least - head
        && here.charAt(here.length() - 1 - tail) == text.charAt(text.length() - 1 - tail)) {
      tail++;
    }
    int caret = editor.area().getCaretPosition();
    int end = here.length() - tail;
    editor.area().getUndoManager().preventMerge();
    editor.area().replaceText(head, end, text.substring(head, text.length() - tail));
    editor.area().getUndoManager().preventMerge();
    int moved = caret >= end ? caret + text.length() - here.length() : Math.min(caret, head);
    editor.area().moveTo(moved);
  }

  /** Gives the text the focus, as soon as it is in the window. */
  public void focus() {
    if (editor.area().getScene() != null) {
      editor.area().requestFocus();
      return;
    }
    // a split pane takes its parts into the scene with its first style pass only
    editor
        .area()
        .sceneProperty()
        .addListener(
            new ChangeListener<>() {
              @Override
              public void changed(
                  ObservableValue<? extends Scene> scene,
                  @Nullable Scene was,
                  @Nullable Scene now) {
                if (now != null) {
                  scene.removeListener(this);
                  Platform.runLater(editor.area()::requestFocus);
                }
              }
            });
  }

  /** The tab is closed; nothing is shown of it afterwards. */
  public void close() {
    editor.close();
  }
}
