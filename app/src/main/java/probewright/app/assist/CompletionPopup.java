package probewright.app.assist;

import javafx.beans.InvalidationListener;
import javafx.collections.ListChangeListener;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import probewright.language.Completion;

/** The list under the caret, with a line about the choice below it. JavaFX thread. */
final class CompletionPopup {
  /** Of a row and of the list, in pixels. */
  private static final double ROW = 22;

  private static final int ROWS = 10;

  private final CompletionModel model;
  private final Card card;
  private final ListView<CompletionModel.Item> list = new ListView<>();
  private final Label documentation = new Label();

  /**
   * @param take told when a row is clicked twice
   */
  CompletionPopup(CompletionModel model, Runnable take) {
    this.model = model;
    this.card = new Card("completions");
    list.setId("completions");
    list.setFocusTraversable(false);
    list.setFixedCellSize(ROW);
    list.setItems(model.items());
    list.setCellFactory(
        view ->
            new CompletionCell(
                (index, twice) -> {
                  model.select(index);
                  if (twice) {
                    take.run();
                  }
                }));
    documentation.getStyleClass().add("completion-help");
    documentation.setMaxWidth(Double.MAX_VALUE);
    card.box().getChildren().addAll(list, documentation);
    InvalidationListener moved = o -> select();
    model.selectedProperty().addListener(moved);
    model.items().addListener((ListChangeListener<CompletionModel.Item>) change -> resize());
  }

  private void resize() {
    double height = Math.min(ROWS, model.items().size()) * ROW + 2;
    list.setMinHeight(height);
    list.setPrefHeight(height);
    list.setMaxHeight(height);
    select();
  }

  private void select() {
    int index = model.selectedProperty().get();
    if (index < model.items().size()) {
      list.getSelectionModel().clearAndSelect(index);
      if (list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
        flow.scrollTo(index);
      }
      Completion choice = model.items().get(index).completion();
      documentation.setText(choice.documentation());
      documentation.setVisible(!choice.documentation().isEmpty());
      documentation.setManaged(!choice.documentation().isEmpty());
    }
  }

  void show(Node owner, Bounds word) {
    resize();
    card.below(owner, word);
  }

  void hide() {
    card.hide();
  }

  boolean showing() {
    return card.showing();
  }

  static int page() {
    return ROWS - 1;
  }
}
