package probewright.app.window;

import static javafx.scene.input.KeyCombination.CONTROL_DOWN;
import static javafx.scene.input.KeyCombination.SHIFT_DOWN;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import probewright.app.editor.Document;
import probewright.app.frame.Look;
import probewright.app.frame.Rail;
import probewright.app.frame.RunButtons;
import probewright.app.frame.StageStrip;
import probewright.app.frame.StatusBar;
import probewright.app.frame.TabRow;
import probewright.app.session.Engine;
import probewright.app.session.RunPhase;
import probewright.app.session.RunSession;
import probewright.app.settings.Settings;
import probewright.app.settings.Theme;
import probewright.app.targets.TargetChoice;
import probewright.app.targets.TargetChooser;
import probewright.app.words.Words;
import probewright.app.workspace.Workspace;
import probewright.lessons.LessonProgram;

/** The one window. JavaFX thread. */
public final class Workbench {
  private static final double SMALLEST_WIDTH = 1024;
  private static final double SMALLEST_HEIGHT = 680;
  private static final double FOLD_BELOW = 1360;

  private final Stage stage;
  private final Engine engine;
  private final List<LessonProgram> lessons;
  private final Memory memory;
  private final ExecutorService io;
  private final ExecutorService colours;
  private final Words words;
  private final Programs programs;
  private final Questions questions;
  private final Scene scene;
  private final BorderPane root = new BorderPane();
  private final BorderPane center = new BorderPane();
  private final Notice notice;
  private final TabRow tabs;
  private final RunButtons runButtons;
  private final StageStrip strip;
  private final StatusBar status;
  private final TargetChooser target;
  private final Rail rail;
  private final FilesPane files;
  private final InvalidationListener caretMoved = o -> showPosition();
  private final InvalidationListener sessionMoved = o -> showSession();
  private @Nullable Workspace current;

  /**
   * @param io reads and writes files, one task after the other
   * @param colours where the editor's colours are worked out
   */
  public Workbench(
      Stage stage,
      Engine engine,
      List<LessonProgram> lessons,
      Memory memory,
      ExecutorService io,
      ExecutorService colours) {
    this.stage = stage;
    this.engine = engine;
    this.lessons = lessons;
    this.memory = memory;
    this.io = io;
    this.colours = colours;
    Locale chosen = memory.settings().language();
    words = new Words(Words.nearest(chosen == null ? Locale.getDefault() : chosen));
    questions = new Questions(stage, words);
    programs =
        new Programs(
            words,
            questions,
            this::workspace,
            io,
            Platform::runLater,
            this::show,
            this::say,
            this::used);
    Welcome.Ways ways = new OpenWays(programs, () -> memory.settings().recent());
    notice = new Notice(words);
    tabs = new TabRow(words, this::show, this::close, programs::create);
    runButtons = new RunButtons(words, this::run, this::stop);
    strip = new StageStrip(words);
    status = new StatusBar(words, this::speak, this::changeTheme, this::stop);
    target = new TargetChooser(words, TargetChoice.of(memory.settings().target()), this::choose);
    rail = new Rail(words, questions::keys);
    files = new FilesPane(words, lessons, ways);
    scene = new Scene(root, 1280, 800);
    arrange();
    keys().install(scene);
    stage.setScene(scene);
    stage.setMinWidth(SMALLEST_WIDTH);
    stage.setMinHeight(SMALLEST_HEIGHT);
    stage.setOnCloseRequest(
        event -> {
          event.consume();
          quit();
        });
    dress();
    showWelcome();
    new Frames().start();
  }

  /** Shows the window where it stood last. */
  public void open() {
    memory.place(stage);
    stage.show();
  }

  /** Opens a file as Ctrl+O does. */
  public void open(Path file) {
    programs.open(file);
  }

  /** Opens one of the programs that come along. */
  public void openLesson(LessonProgram program) {
    programs.lesson(program);
  }

  /** Opens the welcome page's and the files list's programs. */
  public List<LessonProgram> lessons() {
    return lessons;
  }

  /** The program that is seen; null on the welcome page. */
  public @Nullable Workspace current() {
    return current;
  }

  /** Says what could not be done, above the work. */
  public void say(String message) {
    notice.show(message);
  }

  /** Words of the window, for what stands outside it. */
  public Words words() {
    return words;
  }

  /** Asks about unsaved work, stops what runs, and closes the window. */
  public void quit() {
    programs.closeAll(
        () -> {
          memory.leave(stage);
          stage.hide();
          // behind the last file that is being written
          io.execute(Platform::exit);
        });
  }

  private void arrange() {
    HBox toolbar = new HBox(icon(), tabs, spring(), runButtons, strip, target);
    toolbar.getStyleClass().add("toolbar");
    scene.widthProperty().addListener((o, was, now) -> strip.fold(now.doubleValue() < FOLD_BELOW));
    strip.fold(scene.getWidth() < FOLD_BELOW);
    files.visibleProperty().bind(rail.files().selectedProperty());
    files.managedProperty().bind(files.visibleProperty());
    files.show(memory.settings().recent());
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

  private static Node spring() {
    return probewright.app.frame.Island.spring();
  }

  private Keys keys() {
    Keys keys =
        new Keys()
            .on(KeyCode.ENTER, this::run, CONTROL_DOWN)
            .on(KeyCode.F5, this::run)
            .on(KeyCode.F5, this::stop, SHIFT_DOWN)
            .on(KeyCode.F8, () -> with(w -> w.stepProblem(true)))
            .on(KeyCode.F8, () -> with(w -> w.stepProblem(false)), SHIFT_DOWN)
            .on(KeyCode.O, () -> programs.choose(nearPath()), CONTROL_DOWN)
            .on(KeyCode.N, programs::create, CONTROL_DOWN)
            .on(KeyCode.S, () -> with(w -> programs.save(w, () -> {})), CONTROL_DOWN)
            .on(KeyCode.S, () -> with(w -> programs.saveAs(w, () -> {})), CONTROL_DOWN, SHIFT_DOWN)
            .on(KeyCode.W, () -> with(this::close), CONTROL_DOWN)
            .on(KeyCode.F, () -> with(w -> w.editor().find()), CONTROL_DOWN)
            .on(KeyCode.T, target::show, CONTROL_DOWN)
            .on(KeyCode.EQUALS, () -> zoom(1), CONTROL_DOWN)
            .on(KeyCode.PLUS, () -> zoom(1), CONTROL_DOWN)
            .on(KeyCode.MINUS, () -> zoom(-1), CONTROL_DOWN)
            .on(KeyCode.F6, () -> with(w -> Focus.step(scene, w.islands(), true)))
            .on(KeyCode.F6, () -> with(w -> Focus.step(scene, w.islands(), false)), SHIFT_DOWN)
            .on(KeyCode.F1, questions::keys);
    for (int i = 1; i <= 9; i++) {
      int tab = i - 1;
      keys.on(Objects.requireNonNull(KeyCode.getKeyCode("" + i)), () -> tab(tab), CONTROL_DOWN);
    }
    return keys;
  }

  private void with(java.util.function.Consumer<Workspace> action) {
    Workspace workspace = current;
    if (workspace != null) {
      action.accept(workspace);
    }
  }

  private void tab(int index) {
    if (index < programs.open().size()) {
      show(programs.open().get(index));
    }
  }

  private @Nullable Path nearPath() {
    Workspace workspace = current;
    return workspace == null ? null : workspace.document().path();
  }

  private Workspace workspace(Document document) {
    RunSession session = new RunSession(engine, Platform::runLater, System::nanoTime);
    Workspace workspace = new Workspace(document, session, words, look(), colours);
    workspace.editor().textSize(memory.settings().textSize());
    workspace.workloads(target.current().takesWorkloads());
    workspace.editor().area().caretPositionProperty().addListener(caretMoved);
    session.phaseProperty().addListener(sessionMoved);
    session.stagesProperty().addListener(sessionMoved);
    session.attachments().addListener(sessionMoved);
    return workspace;
  }

  private void show(Workspace workspace) {
    current = workspace;
    center.setCenter(workspace.node());
    tabs.show(programs.open(), workspace);
    stage.setTitle(workspace.document().name() + " \u2013 Probewright");
    workspace.focus();
    showSession();
    showPosition();
  }

  private void showWelcome() {
    current = null;
    ScrollPane page =
        new ScrollPane(
            new Welcome(
                words,
                lessons,
                memory.settings().recent(),
                new OpenWays(programs, () -> memory.settings().recent())));
    page.setFitToWidth(true);
    page.getStyleClass().add("page");
    center.setCenter(page);
    tabs.showNone();
    stage.setTitle("Probewright");
    showSession();
  }

  private void close(Workspace workspace) {
    programs.close(
        workspace,
        () -> {
          List<Workspace> left = programs.open();
          if (left.isEmpty()) {
            showWelcome();
          } else {
            show(left.get(left.size() - 1));
          }
        });
  }

  private void run() {
    with(
        w -> {
          if (reason(w).isEmpty() && !w.session().phase().active()) {
            notice.hide();
            w.run(target.current().id());
          }
        });
  }

  private void stop() {
    with(w -> w.session().stop());
  }

  private String reason(@Nullable Workspace workspace) {
    if (workspace == null) {
      return words.get("run.open-first");
    }
    return programs.open().stream()
        .filter(w -> w != workspace && w.session().phase().active())
        .findFirst()
        .map(w -> words.get("run.other-runs", w.document().name()))
        .orElse("");
  }

  private void showSession() {
    Workspace workspace = current;
    boolean any = workspace != null;
    strip.setVisible(any);
    strip.setManaged(any);
    if (workspace == null) {
      runButtons.show(RunPhase.IDLE, reason(null));
      status.showNothing();
      target.setDisable(false);
    } else {
      RunPhase phase = workspace.session().phase();
      runButtons.show(phase, reason(workspace));
      strip.show(workspace.session());
      status.show(workspace.session(), System.nanoTime());
      target.setDisable(phase.active());
    }
  }

  private void showPosition() {
    with(
        w ->
            status.position(
                w.editor().area().getCurrentParagraph() + 1,
                w.editor().area().getCaretColumn() + 1));
  }

  private void choose(TargetChoice choice) {
    memory.change(s -> s.withTarget(choice.id()));
    programs.open().forEach(w -> w.workloads(choice.takesWorkloads()));
  }

  private void used(Path file, boolean there) {
    memory.change(s -> there ? s.withRecent(file) : s.withoutRecent(file));
    files.show(memory.settings().recent());
    with(w -> tabs.show(programs.open(), w));
    if (current == null) {
      showWelcome();
    }
  }

  private void zoom(int steps) {
    memory.change(s -> s.withTextSize(s.textSize() + steps));
    programs.open().forEach(w -> w.editor().textSize(memory.settings().textSize()));
  }

  private void speak(Locale locale) {
    words.speak(locale);
    memory.change(s -> s.withLanguage(locale));
    dress();
    showSession();
    showPosition();
  }

  private void changeTheme() {
    memory.change(s -> s.withTheme(s.theme().other()));
    dress();
  }

  private Look look() {
    return Look.of(memory.settings().theme(), words.locale());
  }

  private void dress() {
    Settings settings = memory.settings();
    Application.setUserAgentStylesheet(
        settings.theme() == Theme.DARK
            ? new atlantafx.base.theme.PrimerDark().getUserAgentStylesheet()
            : new atlantafx.base.theme.PrimerLight().getUserAgentStylesheet());
    scene.getStylesheets().setAll(Look.sheets(settings.theme()));
    root.getStyleClass().removeAll("latin", "chinese");
    root.getStyleClass().add(words.locale().getLanguage().equals("zh") ? "chinese" : "latin");
    root.setStyle("-fx-font-family: \"" + Look.family(words.locale()) + "\";");
    programs.open().forEach(w -> w.look(look()));
  }

  /** Paints once a frame while something can change by itself. */
  private final class Frames extends AnimationTimer {
    @Override
    public void handle(long now) {
      for (Workspace workspace : programs.open()) {
        RunPhase phase = workspace.session().phase();
        if (phase.active()) {
          workspace.frame();
        }
        if (workspace == current && phase.active()) {
          strip.tick(workspace.session());
          status.show(workspace.session(), now);
        }
      }
    }
  }
}
