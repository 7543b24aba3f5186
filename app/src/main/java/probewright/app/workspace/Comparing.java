package probewright.app.workspace;

import java.util.concurrent.Executor;
import javafx.beans.value.ChangeListener;
import org.fxmisc.richtext.model.PlainTextChange;
import org.jspecify.annotations.Nullable;
import org.reactfx.Subscription;
import probewright.app.compare.CompareView;
import probewright.app.editor.Document.OnDisk;
import probewright.app.files.TextFile;
import probewright.app.words.Words;

/** Lays the file's text beside the one here, until one of both was chosen. JavaFX thread. */
final class Comparing {
  private final Words words;
  private final OpenText text;
  private final Runnable take;
  private final Executor background;
  private final ChangeListener<@Nullable OnDisk> changed = (o, was, now) -> refresh();
  private Subscription edits = Subscription.EMPTY;
  private @Nullable CompareView view;

  /**
   * @param take takes the file's text
   * @param background where texts are compared; what takes long there delays nothing else
   */
  Comparing(Words words, OpenText text, Runnable take, Executor background) {
    this.background = background;
    this.words = words;
    this.text = text;
    this.take = take;
  }

  /** Opens it, where there is something to compare. */
  void open() {
    if (theirs() == null) {
      return;
    }
    CompareView shown = view;
    if (shown == null) {
      shown = new CompareView(words, text.document()::keepMine, take, this::close, background);
      view = shown;
      text.document().otherProperty().addListener(changed);
      edits = text.editor().area().plainTextChanges().subscribe(this::edited);
      text.cover(shown.node());
    }
    refresh();
    shown.focus();
  }

  private void edited(PlainTextChange change) {
    refresh();
  }

  private @Nullable TextFile theirs() {
    @Nullable OnDisk found = text.document().otherProperty().get();
    return found == null ? null : found.text();
  }

  private void refresh() {
    CompareView shown = view;
    @Nullable TextFile theirs = theirs();
    if (shown != null && theirs != null) {
      shown.show(text.editor().area().getText(), theirs.text());
    } else {
      close();
    }
  }

  private void close() {
    if (view != null) {
      view = null;
      text.document().otherProperty().removeListener(changed);
      edits.unsubscribe();
      text.cover(null);
      text.focus();
    }
  }
}
