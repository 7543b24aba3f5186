package probewright.app.frame;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import probewright.app.session.RunPhase;
import probewright.app.words.Words;
import probewright.app.workspace.Workspace;

/** The open programs as tabs, each with the state of its run. */
public final class TabRow extends HBox {
  private final Words words;
  private final Consumer<Workspace> select;
  private final Consumer<Workspace> close;
  private final Button create;
  private final BiConsumer<Workspace, Integer> move;

  /**
   * @param select told which program is to be shown
   * @param close told which one is to be closed
   * @param move told where among the tabs one was dragged to
   * @param create makes a new one
   */
  public TabRow(
      Words words,
      Consumer<Workspace> select,
      Consumer<Workspace> close,
      BiConsumer<Workspace, Integer> move,
      Runnable create) {
    this.move = move;
    this.words = words;
    this.select = select;
    this.close = close;
    this.create = Island.iconButton(words, Material2AL.ADD, "file.new", create);
    this.create.setId("new");
    getStyleClass().add("tab-row");
  }

  /** Shows these programs, one of them chosen. */
  public void show(List<Workspace> all, Workspace current) {
    getChildren().clear();
    for (Workspace workspace : all) {
      getChildren().add(tab(workspace, workspace == current));
    }
    getChildren().add(create);
  }

  /** Shows that no program is open. */
  public void showNone() {
    getChildren().setAll(create);
  }

  private Node tab(Workspace workspace, boolean current) {
    StackPane state = new StackPane();
    Label name = new Label();
    Runnable refresh =
        () -> {
          state.getChildren().setAll(symbol(workspace.session().phase()));
          name.setText(
              workspace.document().name() + (workspace.document().changed() ? " \u2022" : ""));
        };
    InvalidationListener listener = o -> refresh.run();
    workspace
        .session()
        .phaseProperty()
        .addListener(new javafx.beans.WeakInvalidationListener(listener));
    workspace
        .document()
        .changedProperty()
        .addListener(new javafx.beans.WeakInvalidationListener(listener));
    workspace
        .document()
        .nameProperty()
        .addListener(new javafx.beans.WeakInvalidationListener(listener));
    refresh.run();
    Button end =
        Island.iconButton(words, Material2AL.CLOSE, "file.close", () -> close.accept(workspace));
    end.getStyleClass().add("tab-close");
    end.setFocusTraversable(false);
    HBox face = new HBox(state, name, end);
    face.getStyleClass().add("tab-face");
    ToggleButton tab = new ToggleButton();
    tab.setGraphic(face);
    tab.setSelected(current);
    tab.getStyleClass().add("program-tab");
    // the tab keeps the listener alive, and the program does not keep the tab
    tab.setUserData(listener);
    tab.accessibleTextProperty().bind(name.textProperty());
    tab.setOnAction(
        e -> {
          tab.setSelected(current);
          select.accept(workspace);
        });
    tab.addEventHandler(
        MouseEvent.MOUSE_CLICKED,
        e -> {
          if (e.getButton() == MouseButton.MIDDLE) {
            close.accept(workspace);
          }
        });
    tab.addEventHandler(MouseEvent.MOUSE_RELEASED, e -> dropped(tab, workspace, e));
    var path = workspace.document().path();
    if (path != null) {
      tab.setTooltip(new Tooltip(path.toString()));
    }
    return tab;
  }

  /** A tab let go over another one takes its place. */
  private void dropped(Node tab, Workspace workspace, MouseEvent event) {
    double x = sceneToLocal(event.getSceneX(), 0).getX();
    for (int i = 0; i < getChildren().size() - 1; i++) {
      Node other = getChildren().get(i);
      boolean over =
          other.getBoundsInParent().getMinX() <= x && x < other.getBoundsInParent().getMaxX();
      if (over && other != tab) {
        event.consume();
        move.accept(workspace, i);
        return;
      }
    }
  }

  private static Node symbol(RunPhase phase) {
    return switch (phase) {
      case PREPARING, STARTING, STOPPING -> Symbols.own("s-wait", 14, "faint");
      case STREAMING -> Symbols.own("s-run", 14, "passed");
      case REFUSED -> Symbols.own("s-err", 14, "refused");
      case IDLE, ENDED -> Symbols.material(Material2OutlinedAL.INSERT_DRIVE_FILE, 15);
    };
  }
}
