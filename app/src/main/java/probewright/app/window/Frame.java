package probewright.app.window;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2MZ;
import probewright.app.frame.Island;
import probewright.app.frame.Overlay;
import probewright.app.frame.Rail;
import probewright.app.frame.RunButtons;
import probewright.app.frame.StageStrip;
import probewright.app.frame.StatusBar;
import probewright.app.frame.TabRow;
import probewright.app.session.RunPhase;
import probewright.app.targets.TargetChoice;
import probewright.app.targets.TargetChooser;
import probewright.app.words.Words;
import probewright.app.workspace.OpenText;
import probewright.app.workspace.Workspace;
import probewright.app.workspace.WritingStatus;
import probewright.lessons.LessonProgram;

/** What stands around the program: toolbar, rail, list of files, notices, status line. */
final class Frame {
  private static final double FOLD_BELOW = 1360;

  private final Words words;
  private final BorderPane root = new BorderPane();
  private final Overlay overlay = new Overlay(root);
  private final BorderPane center = new BorderPane();
  private final Notice notice;
  private final TabRow tabs;
  private final RunButtons runButtons;
  private final StageStrip strip;
  private final StatusBar status;
  private final TargetChooser target;
  private final FilesPane files;
  private final Rail rail;

  /**
   * @param ways lead from the list of files to open programs
   * @param first the target that is chosen at the start
   */
  Frame(
      Words words,
      List<LessonProgram> lessons,
      Welcome.Ways ways,
      TargetChoice first,
      Doings doings) {
    this.words = words;
    notice = new Notice(words);
    tabs = new TabRow(words, doings.show(), doings.close(), doings.move(), doings.create());
    runButtons = new RunButtons(words, doings.run(), doings.stop());
    strip = new StageStrip(words);
    status = new StatusBar(words, doings.speak(), doings.changeTheme(), doings.stop());
    target = new TargetChooser(words, first, doings.choose());
    files = new FilesPane(words, lessons, ways);
    rail = new Rail(words, doings.keys(), doings.preferences());
    Button palette =
        Island.iconButton(words, Material2MZ.SEARCH, "command.help.palette", doings.palette());
    palette.setId("all-commands");
    // what is short of room is the row of tabs, which can slide
    HBox.setHgrow(tabs, Priority.ALWAYS);
    HBox toolbar = new HBox(icon(), tabs, Island.spring(), runButtons, strip, target, palette);
    toolbar.getStyleClass().add("toolbar");
    files.visibleProperty().bind(rail.files().selectedProperty());
    files.managedProperty().bind(files.visibleProperty());
    center.setTop(notice);
    HBox.setHgrow(center, Priority.ALWAYS);
    HBox middle = new HBox(files, center);
    middle.getStyleClass().add("middle");
    VBox.setVgrow(middle, Priority.ALWAYS);
    root.setTop(toolbar);
    root.setLeft(rail);
    root.setCenter(middle);
    root.setBottom(status);
    root.getStyleClass().add("workbench");
  }

  private static Node icon() {
    ImageView icon = new ImageView(new Image("/probewright/app/icons/probewright-64.png"));
    icon.setFitWidth(26);
    icon.setFitHeight(26);
    StackPane box = new StackPane(icon);
    box.getStyleClass().add("program-icon");
    return box;
  }

  /** All of it, with room for one thing over it. */
  Overlay root() {
    return overlay;
  }

  /** Shows or hides the list of files. */
  void toggleFiles() {
    rail.files().setSelected(!rail.files().isSelected());
  }

  Notice notice() {
    return notice;
  }

  TargetChooser target() {
    return target;
  }

  /** Folds finished stages where the window is narrow. */
  void foldIn(Scene scene) {
    scene.widthProperty().addListener((o, was, now) -> strip.fold(now.doubleValue() < FOLD_BELOW));
    strip.fold(scene.getWidth() < FOLD_BELOW);
  }

  void recent(List<Path> recent) {
    files.show(recent);
  }

  void tabs(List<OpenText> open, OpenText seen, Function<OpenText, Workspace> programs) {
    tabs.show(open, seen, programs);
  }

  /** Shows what is open in the list of files. */
  void open(List<OpenFilesModel.Row> rows) {
    files.open(rows);
  }

  void show(Workspace workspace) {
    center.setCenter(workspace.node());
  }

  void show(Welcome welcome) {
    ScrollPane page = new ScrollPane(welcome);
    page.setFitToWidth(true);
    page.getStyleClass().add("page");
    center.setCenter(page);
    tabs.showNone();
  }

  /**
   * Shows how the run of the program that is seen stands.
   *
   * @param workspace null on the welcome page
   * @param reason why nothing can be run, empty when something can
   */
  void session(@Nullable Workspace workspace, String reason) {
    boolean any = workspace != null;
    strip.setVisible(any);
    strip.setManaged(any);
    if (workspace == null) {
      runButtons.show(RunPhase.IDLE, reason);
      status.showNothing();
      target.setDisable(false);
    } else {
      RunPhase phase = workspace.session().phase();
      runButtons.show(phase, reason);
      strip.show(workspace.session());
      status.show(workspace.session(), System.nanoTime(), aside(workspace));
      target.setDisable(phase.active());
    }
  }

  /** Shows where the caret is. */
  void position(Workspace workspace) {
    var area = workspace.editor().area();
    status.position(area.getCurrentParagraph() + 1, area.getCaretColumn() + 1);
  }

  /** Called once a frame while a run is active, or something is waited for. */
  void tick(Workspace workspace, long now) {
    strip.tick(workspace.session());
    status.show(workspace.session(), now, aside(workspace));
  }

  private StatusBar.Aside aside(Workspace workspace) {
    WritingStatus writing = workspace.writing();
    return new StatusBar.Aside(writing.sentence(words), writing.waits(), writing.since());
  }
}
