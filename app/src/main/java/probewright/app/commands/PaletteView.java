package probewright.app.commands;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import probewright.app.commands.PaletteModel.Hit;
import probewright.app.frame.Island;
import probewright.app.frame.Overlay;
import probewright.app.words.Words;

/** All commands in one list, narrowed by a few letters. */
public final class PaletteView extends VBox {
  private static final double ROW = 30;
  private static final int MOST_ROWS = 13;

  private final CommandRegistry registry;
  private final PaletteModel model;
  private final Overlay overlay;
  private final TextField field = new TextField();
  private final ListView<Hit> list = new ListView<>();
  private final Label none;

  /**
   * @param overlay what it is shown on
   */
  public PaletteView(CommandRegistry registry, Words words, Overlay overlay) {
    this.registry = registry;
    this.overlay = overlay;
    model = new PaletteModel(registry, words);
    setId("palette");
    getStyleClass().addAll("over", "palette");
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    field.setId("palette-query");
    field.getStyleClass().add("palette-query");
    field.promptTextProperty().bind(words.of("palette.prompt"));
    field.textProperty().addListener((o, was, now) -> find());
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    none = Island.label(words, "palette.none", "secondary", "palette-none");
    list.setId("palette-list");
    list.setFixedCellSize(ROW);
    list.setFocusTraversable(false);
    list.setCellFactory(view -> new Row());
    getChildren().addAll(field, list, none);
  }

  /** Opens it with an empty query. */
  public void open() {
    field.clear();
    find();
    overlay.show(this, field);
  }

  private void find() {
    list.getItems().setAll(model.find(field.getText()));
    boolean any = !list.getItems().isEmpty();
    list.setPrefHeight(Math.min(MOST_ROWS, list.getItems().size()) * ROW + 4);
    for (Node node : new Node[] {list, none}) {
      node.setVisible((node == list) == any);
      node.setManaged(node.isVisible());
    }
    select(0);
  }

  private void select(int index) {
    int rows = list.getItems().size();
    if (rows > 0) {
      int at = Math.floorMod(index, rows);
      list.getSelectionModel().select(at);
      // only as far as has to be: the rows stand still under the eye
      list.scrollTo(Math.max(0, Math.min(at, Math.max(0, at - MOST_ROWS + 1))));
    }
  }

  private void pressed(KeyEvent event) {
    int at = list.getSelectionModel().getSelectedIndex();
    boolean taken = true;
    if (event.getCode() == KeyCode.DOWN) {
      select(at + 1);
    } else if (event.getCode() == KeyCode.UP) {
      select(at - 1);
    } else if (event.getCode() == KeyCode.PAGE_DOWN) {
      select(Math.min(at + MOST_ROWS, list.getItems().size() - 1));
    } else if (event.getCode() == KeyCode.PAGE_UP) {
      select(Math.max(at - MOST_ROWS, 0));
    } else if (event.getCode() == KeyCode.ENTER) {
      choose(list.getSelectionModel().getSelectedItem());
    } else {
      taken = event.getCode() == KeyCode.TAB;
    }
    if (taken) {
      event.consume();
    }
  }

  private void choose(@Nullable Hit hit) {
    if (hit != null && hit.possible()) {
      overlay.close();
      registry.choose(hit.command());
    }
  }

  private final class Row extends ListCell<Hit> {
    Row() {
      getStyleClass().add("palette-row");
      setOnMouseClicked(event -> choose(getItem()));
    }

    @Override
    protected void updateItem(@Nullable Hit hit, boolean empty) {
      super.updateItem(hit, empty);
      if (hit == null || empty) {
        setGraphic(null);
        return;
      }
      TextFlow title = title(hit);
      HBox face = new HBox(title);
      face.getStyleClass().add("palette-face");
      if (!hit.possible()) {
        title.getStyleClass().add("impossible");
        Label why = new Label(hit.hindrance());
        why.getStyleClass().add("secondary");
        face.getChildren().add(why);
      }
      face.getChildren().add(Island.spring());
      hit.command().keys().stream()
          .limit(1)
          .forEach(keys -> face.getChildren().add(KeyCap.of(KeyText.of(keys))));
      setGraphic(face);
    }

    private TextFlow title(Hit hit) {
      TextFlow flow = new TextFlow();
      int from = 0;
      while (from < hit.title().length()) {
        boolean found = hit.letters().contains(from);
        int to = from + 1;
        while (to < hit.title().length() && hit.letters().contains(to) == found) {
          to++;
        }
        Text piece = new Text(hit.title().substring(from, to));
        piece.getStyleClass().add(found ? "found" : "plain");
        flow.getChildren().add(piece);
        from = to;
      }
      flow.setMinWidth(USE_PREF_SIZE);
      return flow;
    }
  }
}
