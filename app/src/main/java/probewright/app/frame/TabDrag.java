package probewright.app.frame;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/**
 * Dragging a tab along its row: it goes with the mouse and the others make way. Escape, or letting
 * go far above or below the row, leaves all as it was.
 */
final class TabDrag {
  private static final double BEGINS = 6;
  private static final double LEAVES = 60;

  private final Node tab;
  private final List<? extends Node> row;
  private final IntConsumer dropped;
  private final EventHandler<KeyEvent> keys = this::key;
  private double pressed;
  private int place;
  private @Nullable TabPlaces places;
  private @Nullable Scene scene;

  /**
   * @param row the tabs in their order, the dragged one among them
   * @param dropped told the new place, from 0
   */
  private TabDrag(Node tab, List<? extends Node> row, IntConsumer dropped) {
    this.tab = tab;
    this.row = row;
    this.dropped = dropped;
  }

  static void install(Node tab, List<? extends Node> row, IntConsumer dropped) {
    TabDrag drag = new TabDrag(tab, row, dropped);
    tab.addEventFilter(MouseEvent.MOUSE_PRESSED, e -> drag.pressed = e.getSceneX());
    tab.addEventFilter(MouseEvent.MOUSE_DRAGGED, drag::moved);
    tab.addEventFilter(MouseEvent.MOUSE_RELEASED, e -> drag.end(true));
  }

  private void moved(MouseEvent event) {
    double by = event.getSceneX() - pressed;
    if (places == null
        && event.getButton() == MouseButton.PRIMARY
        && Math.abs(by) >= BEGINS
        && !Double.isNaN(pressed)) {
      begin();
    }
    if (places == null) {
      return;
    }
    double y = tab.sceneToLocal(event.getSceneX(), event.getSceneY()).getY();
    boolean left = y < -LEAVES || y > tab.getLayoutBounds().getHeight() + LEAVES;
    show(places, left ? 0 : by);
  }

  private void begin() {
    places =
        new TabPlaces(
            row.stream()
                .map(
                    node ->
                        new TabPlaces.Extent(
                            node.getLayoutX(),
                            node.getLayoutX() + node.getLayoutBounds().getWidth()))
                .toList(),
            row.indexOf(tab));
    place = places.from();
    tab.getStyleClass().add("dragged");
    tab.setViewOrder(-1);
    scene = tab.getScene();
    if (scene != null) {
      scene.addEventFilter(KeyEvent.KEY_PRESSED, keys);
    }
  }

  private void show(TabPlaces now, double by) {
    place = now.place(by);
    for (int i = 0; i < row.size(); i++) {
      row.get(i).setTranslateX(i == now.from() ? now.within(by) : now.makesWay(i, place));
    }
  }

  private void key(KeyEvent event) {
    event.consume();
    if (event.getCode() == KeyCode.ESCAPE) {
      end(false);
      // until the button is pressed again
      pressed = Double.NaN;
    }
  }

  private void end(boolean take) {
    TabPlaces now = places;
    places = null;
    if (now == null) {
      return;
    }
    row.forEach(node -> node.setTranslateX(0));
    tab.getStyleClass().remove("dragged");
    tab.setViewOrder(0);
    if (scene != null) {
      scene.removeEventFilter(KeyEvent.KEY_PRESSED, keys);
    }
    if (take && place != now.from()) {
      dropped.accept(place);
    }
  }
}
