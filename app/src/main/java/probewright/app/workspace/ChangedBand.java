package probewright.app.workspace;

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
  private final Workspace workspace;
  private final Label says = new Label();
  private final Button reload = new Button();
  private final InvalidationListener spoken;

  ChangedBand(Words words, Workspace workspace) {
    this.words = words;
    this.workspace = workspace;
    spoken = o -> show(workspace.document().otherProperty().get());
    setId("changed-band");
    getStyleClass().add("changed-band");
    says.setWrapText(true);
    reload.setId("changed-reload");
    reload.textProperty().bind(words.of("changed.reload"));
    reload.setOnAction(e -> reload());
    Button keep = new Button();
    keep.setId("changed-keep");
    keep.textProperty().bind(words.of("changed.keep"));
    keep.setOnAction(e -> workspace.document().keepMine());
    for (Button button : new Button[] {reload, keep}) {
      button.getStyleClass().add("small");
      button.setMinWidth(USE_PREF_SIZE);
    }
    getChildren().addAll(Symbols.own("s-warn", 15, "warning"), says, Island.spring(), reload, keep);
    managedProperty().bind(visibleProperty());
    workspace.document().otherProperty().addListener((o, was, now) -> show(now));
    words.languageProperty().addListener(new WeakInvalidationListener(spoken));
    show(null);
  }

  private void show(@Nullable OnDisk found) {
    setVisible(found != null);
    if (found != null) {
      boolean gone = found.text() == null;
      String name = workspace.document().name();
      says.setText(words.get(gone ? "changed.gone" : "changed.other", name));
      reload.setVisible(!gone);
      reload.setManaged(!gone);
    }
  }

  private void reload() {
    @Nullable OnDisk found = workspace.document().otherProperty().get();
    @Nullable TextFile text = found == null ? null : found.text();
    if (found != null && text != null) {
      workspace.reload(text, found.stamp());
      workspace.focus();
    }
  }
}
