package probewright.app.targets;

import java.util.function.Consumer;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import probewright.app.frame.Symbols;
import probewright.app.words.Words;

/** The button that says which kernel is traced, and the list to choose another one from. */
public final class TargetChooser extends MenuButton {
  private final Words words;
  private final Consumer<TargetChoice> chosen;
  private TargetChoice current;

  /**
   * @param chosen told when a person chooses another target
   */
  public TargetChooser(Words words, TargetChoice first, Consumer<TargetChoice> chosen) {
    this.words = words;
    this.chosen = chosen;
    this.current = first;
    setId("target");
    getStyleClass().add("target");
    setMinWidth(USE_PREF_SIZE);
    for (TargetChoice choice : TargetChoice.ALL) {
      getItems().add(item(choice));
    }
    words.languageProperty().addListener((o, was, now) -> show(current));
    show(first);
  }

  public TargetChoice current() {
    return current;
  }

  /** Chooses by id, as the menu does. */
  public void choose(String id) {
    TargetChoice choice = TargetChoice.of(id);
    show(choice);
    chosen.accept(choice);
  }

  private void show(TargetChoice choice) {
    current = choice;
    Label name = new Label(words.get(choice.nameKey()));
    Label detail = new Label(choice.detail());
    detail.getStyleClass().addAll("figures", "secondary");
    HBox box = new HBox(Symbols.own("s-ok", 14, "passed"), name, detail);
    box.getStyleClass().add("target-face");
    setGraphic(box);
    setAccessibleText(words.get("target.accessible", name.getText() + " " + choice.detail()));
  }

  private MenuItem item(TargetChoice choice) {
    Label name = new Label();
    name.textProperty().bind(words.of(choice.nameKey()));
    Label detail = new Label(choice.detail());
    detail.getStyleClass().addAll("figures", "secondary");
    HBox line =
        new HBox(Symbols.own(choice.available() ? "s-none" : "s-skip", 14, "faint"), name, detail);
    line.getStyleClass().add("target-face");
    VBox box = new VBox(line);
    String reasonKey = choice.reasonKey();
    if (reasonKey != null) {
      Label reason = new Label();
      reason.textProperty().bind(words.of(reasonKey));
      reason.getStyleClass().add("target-reason");
      box.getChildren().add(reason);
      line.getStyleClass().add("unavailable");
    }
    CustomMenuItem item = new CustomMenuItem(box, true);
    item.setId("target-" + choice.id().replace(':', '-').replace('.', '-'));
    if (choice.available()) {
      item.setOnAction(e -> choose(choice.id()));
    } else {
      item.setDisable(true);
    }
    return item;
  }
}
