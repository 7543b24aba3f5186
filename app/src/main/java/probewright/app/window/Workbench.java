package probewright.app.window;

import static javafx.scene.input.KeyCombination.CONTROL_DOWN;
import static javafx.scene.input.KeyCombination.SHIFT_DOWN;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import probewright.app.analysis.Analyses;
import probewright.app.editor.Document;
import probewright.app.session.Engine;
import probewright.app.session.RunSession;
import probewright.app.targets.TargetChoice;
import probewright.app.words.Words;
import probewright.app.workspace.Workspace;
import probewright.lessons.LessonProgram;

/** The one window. JavaFX thread. */
public final class Workbench {
  private static final double SMALLEST_WIDTH = 1024;
  private static final double SMALLEST_HEIGHT = 680;

  private final Stage stage;
  private final Engine engine;
  private final List<LessonProgram> lessons;
  private final Memory memory;
  private final ExecutorService io;
  private final ExecutorService colours;
  private final Analyses analyses;
  private final Words words;
  private final Programs programs;
  private final Questions questions;
  private final Scene scene;
  private final Frame frame;
  private final Dress dress;
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
    analyses = new Analyses(engine);
    Locale chosen = memory.settings().language();
    words = new Words(Words.nearest(chosen == null ? Locale.getDefault() : chosen));
    questions = new Dialogs(stage, words);
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
    frame =
        new Frame(
            words,
            lessons,
            new OpenWays(programs, () -> memory.settings().recent()),
            TargetChoice.of(memory.settings().target()),
            commands());
    frame.recent(memory.settings().recent());
    scene = new Scene(frame.root(), 1280, 800);
    frame.foldIn(scene);
    dress = new Dress(scene, words, memory, programs);
    keys().install(scene);
    stage.setScene(scene);
    stage.setMinWidth(SMALLEST_WIDTH);
    stage.setMinHeight(SMALLEST_HEIGHT);
    stage.setOnCloseRequest(
        event -> {
          event.consume();
          quit();
        });
    dress.put();
    showWelcome();
    new Frames(programs, () -> current, frame).start();
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

  /** The program that is seen; null on the welcome page. */
  public @Nullable Workspace current() {
    return current;
  }

  /** Says what could not be done, above the work. */
  public void say(String message) {
    frame.notice().show(message);
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

  private Commands commands() {
    return new Commands(
        this::run,
        this::stop,
        programs::create,
        questions::keys,
        () -> dress.changeTheme(),
        this::show,
        this::close,
        this::speak,
        this::choose);
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
            .on(KeyCode.T, frame.target()::show, CONTROL_DOWN)
            .on(KeyCode.EQUALS, () -> dress.zoom(1), CONTROL_DOWN)
            .on(KeyCode.PLUS, () -> dress.zoom(1), CONTROL_DOWN)
            .on(KeyCode.MINUS, () -> dress.zoom(-1), CONTROL_DOWN)
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
    Workspace workspace = new Workspace(document, session, words, dress.look(), colours, analyses);
    workspace.editor().textSize(memory.settings().textSize());
    workspace.workloads(frame.target().current().takesWorkloads());
    workspace.analysis().target(frame.target().current().id());
    workspace.editor().area().caretPositionProperty().addListener(caretMoved);
    session.phaseProperty().addListener(sessionMoved);
    session.stagesProperty().addListener(sessionMoved);
    session.attachments().addListener(sessionMoved);
    return workspace;
  }

  private void show(Workspace workspace) {
    current = workspace;
    frame.show(workspace);
    frame.tabs(programs.open(), workspace);
    stage.setTitle(workspace.document().name() + " \u2013 Probewright");
    workspace.focus();
    showSession();
    showPosition();
  }

  private void showWelcome() {
    current = null;
    frame.show(
        new Welcome(
            words,
            lessons,
            memory.settings().recent(),
            new OpenWays(programs, () -> memory.settings().recent())));
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
            frame.notice().hide();
            w.run(frame.target().current().id());
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
    frame.session(current, reason(current));
  }

  private void showPosition() {
    with(frame::position);
  }

  private void choose(TargetChoice choice) {
    memory.change(s -> s.withTarget(choice.id()));
    programs.open().forEach(w -> w.workloads(choice.takesWorkloads()));
    programs.open().forEach(w -> w.analysis().target(choice.id()));
  }

  private void used(Path file, boolean there) {
    memory.change(s -> there ? s.withRecent(file) : s.withoutRecent(file));
    frame.recent(memory.settings().recent());
    with(w -> frame.tabs(programs.open(), w));
    if (current == null) {
      showWelcome();
    }
  }

  private void speak(Locale locale) {
    dress.speak(locale);
    showSession();
    showPosition();
  }
}
