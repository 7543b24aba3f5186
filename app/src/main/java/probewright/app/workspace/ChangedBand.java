package probewright.app.workspace;

import java.util.concurrent.ForkJoinPool;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import probewright.app.editor.Document.OnDisk;
import probewright.app.files.TextFile;
import probewright.app.frame.Island;
import probewright.app.frame.Symbols;
import probewright.app.words.Words;

/** Says above the text that somebody else changed its file, and asks which of both stays. */
final class ChangedBand extends HBox {
  private final Words words;
  private final OpenText open;
  private final Label says = new Label();
  private final Button compare = new Button();
  private final Button reload = new Button();
  private final Comparing comparing;
  private final InvalidationListener spoken;

  ChangedBand(Words words, OpenText text) {
    this.words = words;
    this.open = text;
    spoken = o -> show(open.document().otherProperty().get());
    setId("changed-band");
    getStyleClass().add("changed-band");
    says.setWrapText(true);
    reload.setId("changed-reload");
    reload.textProperty().bind(words.of("changed.reload"));
    reload.setOnAction(e -> reload());
    comparing = new Comparing(words, text, this::reload, ForkJoinPool.commonPool());
    compare.setId("changed-compare");
    compare.textProperty().bind(words.of("changed.compare"));
    compare.setOnAction(e -> comparing.open());
    Button keep = new Button();
    keep.setId("changed-keep");
    keep.textProperty().bind(words.of("changed.keep"));
    keep.setOnAction(e -> open.document().keepMine());
    for (Button button : new Button[] {compare, reload, keep}) {
      button.getStyleClass().add("small");
      button.setMinWidth(USE_PREF_SIZE);
    }
    getChildren()
        .addAll(Symbols.own("s-warn", 15, "warning"), says, Island.spring(), compare, reload, keep);
    managedProperty().bind(visibleProperty());
    open.document().otherProperty().addListener((o, was, now) -> show(now));
    words.languageProperty().addListener(new WeakInvalidationListener(spoken));
    show(null);
  }

  private void show(@Nullable OnDisk found) {
    setVisible(found != null);
    if (found != null) {
      boolean gone = found.text() == null;
      String name = open.document().name();
      says.setText(words.get(gone ? "changed.gone" : "changed.other", name));
      reload.setVisible(!gone);
      reload.setManaged(!gone);
      compare.setVisible(!gone);
      compare.setManaged(!gone);
    }
  }

  /** Shows both texts beside one another, where there are two. */
  void compare() {
    comparing.open();
  }

  private void reload() {
    @Nullable OnDisk found = open.document().otherProperty().get();
    @Nullable TextFile text = found == null ? null : found.text();
    if (found != null && text != null) {
      open.reload(text, found.stamp());
      open.focus();
    }
  }
}
