package probewright.app.frame;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import probewright.app.session.RunPhase;
import probewright.app.words.Words;
import probewright.app.workspace.OpenText;
import probewright.app.workspace.Workspace;

/** The open texts as tabs, a program's with the state of its run. */
public final class TabRow extends HBox {
  private static final double LONGEST_NAME = 180;

  private final Words words;
  private final Consumer<OpenText> select;
  private final Consumer<OpenText> close;
  private final HBox tabs = new HBox();
  private final SlidingRow sliding = new SlidingRow(tabs);
  private final Button create;
  private final BiConsumer<OpenText, Integer> move;

  /**
   * @param select told which text is to be shown
   * @param close told which one is to be closed
   * @param move told where among the tabs one was dragged to
   * @param create makes a new one
   */
  public TabRow(
      Words words,
      Consumer<OpenText> select,
      Consumer<OpenText> close,
      BiConsumer<OpenText, Integer> move,
      Runnable create) {
    this.move = move;
    this.words = words;
    this.select = select;
    this.close = close;
    this.create = Island.iconButton(words, Material2AL.ADD, "file.new", create);
    this.create.setId("new");
    tabs.getStyleClass().add("tab-row");
    getStyleClass().add("tab-row");
    HBox.setHgrow(sliding, Priority.ALWAYS);
    setMaxWidth(USE_PREF_SIZE);
    getChildren().setAll(sliding, this.create);
  }

  /**
   * Shows these texts, one of them chosen.
   *
   * @param programs tells where a text belongs
   */
  public void show(List<OpenText> all, OpenText current, Function<OpenText, Workspace> programs) {
    tabs.getChildren().clear();
    for (OpenText text : all) {
      Node tab = tab(text, programs.apply(text), text == current);
      tabs.getChildren().add(tab);
      if (text == current) {
        sliding.reveal(tab);
      }
    }
  }

  /** Shows that no program is open. */
  public void showNone() {
    tabs.getChildren().clear();
  }

  private Node tab(OpenText text, Workspace program, boolean current) {
    boolean header = program.text() != text;
    StackPane state = new StackPane();
    Label name = new Label();
    name.setMaxWidth(LONGEST_NAME);
    name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    Runnable refresh =
        () -> {
          state.getChildren().setAll(header ? sign() : symbol(program.session().phase()));
          name.setText(text.document().name() + (text.document().changed() ? " \u2022" : ""));
        };
    InvalidationListener listener = o -> refresh.run();
    program
        .session()
        .phaseProperty()
        .addListener(new javafx.beans.WeakInvalidationListener(listener));
    text.document()
        .changedProperty()
        .addListener(new javafx.beans.WeakInvalidationListener(listener));
    text.document().nameProperty().addListener(new javafx.beans.WeakInvalidationListener(listener));
    refresh.run();
    Button end =
        Island.iconButton(words, Material2AL.CLOSE, "file.close", () -> close.accept(text));
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
          select.accept(text);
        });
    tab.addEventHandler(
        MouseEvent.MOUSE_CLICKED,
        e -> {
          if (e.getButton() == MouseButton.MIDDLE) {
            close.accept(text);
          }
        });
    TabDrag.install(tab, tabs.getChildren(), place -> move.accept(text, place));
    var path = text.document().path();
    if (path != null) {
      tab.setTooltip(new Tooltip(path.toString()));
    }
    return tab;
  }

  /** What stands at a header, which has no run of its own. */
  private static Node sign() {
    return Symbols.material(Material2OutlinedAL.DESCRIPTION, 15);
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
