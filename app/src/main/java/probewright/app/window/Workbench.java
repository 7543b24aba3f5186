package probewright.app.window;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import probewright.app.analysis.Analyses;
import probewright.app.commands.CommandRegistry;
import probewright.app.desktop.Taste;
import probewright.app.editor.Document;
import probewright.app.editor.Zoom;
import probewright.app.files.Journal;
import probewright.app.frame.Overlay;
import probewright.app.session.Engine;
import probewright.app.session.RunSession;
import probewright.app.targets.TargetChoice;
import probewright.app.words.Words;
import probewright.app.workspace.OpenText;
import probewright.app.workspace.Workspace;
import probewright.app.workspace.WritingCommands;
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
  private final Scene scene;
  private final Frame frame;
  private final Dress dress;
  private final Guard guard;
  private final Tabs tabs;
  private final CommandRegistry registry;
  private final Sheets sheets;
  private final ReadOnlyObjectWrapper<@Nullable Workspace> current = new ReadOnlyObjectWrapper<>();
  private final InvalidationListener caretMoved = o -> showPosition();
  private final InvalidationListener sessionMoved = o -> showSession();

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
    words = new Words(Dress.language(memory.settings().appearance()));
    programs =
        new Programs(
            words,
            new Dialogs(stage, words),
            this::text,
            this::workspace,
            io,
            Platform::runLater,
            new Seeing(),
            new Saying(this::notice),
            this::used);
    tabs = new Tabs(programs, current::get, this::show, this::closed);
    guard = new Guard(programs, words, new Saying(this::notice), io);
    frame =
        new Frame(
            words,
            lessons,
            new OpenWays(programs, () -> memory.settings().recent()),
            TargetChoice.of(memory.settings().target()),
            doings());
    frame.recent(memory.settings().recent());
    scene = new Scene(frame.root(), 1280, 800);
    frame.foldIn(scene);
    dress = new Dress(scene, words, memory, programs);
    Overlay overlay = frame.root();
    registry = new CommandRegistry(words);
    sheets = Sheets.of(registry, words, memory, overlay);
    registry.add(new WindowCommands(this, current.getReadOnlyProperty()).all());
    registry.add(new WritingCommands(current.getReadOnlyProperty()).all());
    registry.install(scene, overlay::covered);
    TabKeys.install(scene, tabs::go);
    Drops.install(stage, scene, programs::open);
    stage.focusedProperty().addListener((o, was, now) -> seenAgain(now));
    stage.setScene(scene);
    stage.setMinWidth(SMALLEST_WIDTH);
    stage.setMinHeight(SMALLEST_HEIGHT);
    stage.setOnCloseRequest(
        event -> {
          event.consume();
          quit();
        });
    dress.follow();
    // behind the dress, which binds the new words; these are set by hand
    words.languageProperty().addListener((o, was, now) -> Platform.runLater(this::showAgain));
    showWelcome();
    new Frames(programs, current::get, frame).start();
  }

  /** Shows the window where it stood last. */
  public void open() {
    memory.show(stage);
  }

  /** Opens what was open when the window was closed, where the settings say so. */
  public void reopen() {
    if (memory.settings().reopening().wanted()) {
      memory.settings().reopening().files().forEach(programs::open);
    }
  }

  /** Keeps unsaved work in a journal from now on, and offers what a crash left there. */
  public void keepUnsaved(Journal journal) {
    guard.keepIn(journal);
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
    return current.get();
  }

  /** Says what could not be done, above the work. */
  public void say(String message) {
    frame.notice().say(message);
  }

  /** Words of the window, for what stands outside it. */
  public Words words() {
    return words;
  }

  /** The desktop said what it prefers; followed where the settings leave it to the desktop. */
  public void desktop(Taste taste) {
    dress.desktop(taste);
  }

  /** Everything that can be done; parts of the program add their own to it. */
  public CommandRegistry commands() {
    return registry;
  }

  /** Asks about unsaved work, stops what runs, and closes the window. */
  public void quit() {
    List<Path> files = openFiles();
    programs.closeAll(
        () -> {
          memory.change(s -> s.withOpen(files));
          guard.close();
          memory.leave(stage);
          stage.hide();
          // behind the last file that is being written
          io.execute(Platform::exit);
        });
  }

  /** Ends what goes on behind the window without a question; what is unsaved stays kept. */
  public void close() {
    guard.end();
    programs.open().forEach(Workspace::close);
    programs.tabs().forEach(OpenText::close);
  }

  private Doings doings() {
    return new Doings(
        this::run,
        this::stop,
        programs::create,
        () -> sheets().keys().open(),
        () -> sheets().palette().open(),
        () -> sheets().preferences().open(),
        () -> dress().changeTheme(),
        this::show,
        tabs::close,
        programs::move,
        this::speak,
        this::choose);
  }

  private void with(java.util.function.Consumer<Workspace> action) {
    @Nullable Workspace workspace = current.get();
    if (workspace != null) {
      action.accept(workspace);
    }
  }

  void stepFocus(boolean forward) {
    with(w -> Focus.step(scene, w.islands(), forward));
  }

  void chooseFile() {
    @Nullable Workspace workspace = current.get();
    programs.choose(workspace == null ? null : workspace.document().path());
  }

  Tabs tabs() {
    return tabs;
  }

  Dress dress() {
    return dress;
  }

  Frame frame() {
    return frame;
  }

  Programs programs() {
    return programs;
  }

  private Notice notice() {
    return frame.notice();
  }

  Sheets sheets() {
    return sheets;
  }

  void changeLanguage() {
    speak(words.locale().equals(Words.CHINESE) ? Locale.ENGLISH : Words.CHINESE);
  }

  private OpenText text(Document document) {
    OpenText text = new OpenText(document, words, colours);
    text.editor().textSize(memory.settings().appearance().textSize());
    text.editor().install(new Zoom(dress::zoom));
    text.editor().area().caretPositionProperty().addListener(caretMoved);
    guard.opened(text);
    return text;
  }

  private Workspace workspace(OpenText text) {
    RunSession session = new RunSession(engine, Platform::runLater, System::nanoTime);
    Workspace workspace = new Workspace(text, session, words, dress.look(), analyses);
    workspace.workloads(frame.target().current().takesWorkloads());
    workspace.analysis().target(frame.target().current().id());
    workspace.writing().onChange(sessionMoved);
    session.phaseProperty().addListener(sessionMoved);
    session.stagesProperty().addListener(sessionMoved);
    session.attachments().addListener(sessionMoved);
    return workspace;
  }

  private void show(OpenText text) {
    Workspace workspace = programs.seen(text);
    current.set(workspace);
    frame.show(workspace);
    openChanged();
    workspace.focus();
    showSession();
    showPosition();
  }

  private void showWelcome() {
    current.set(null);
    frame.open(List.of());
    frame.show(
        new Welcome(
            words,
            lessons,
            memory.settings().recent(),
            new OpenWays(programs, () -> memory.settings().recent())));
    stage.setTitle("Probewright");
    showSession();
  }

  private void closed(boolean last) {
    openChanged();
    if (last) {
      showWelcome();
    }
  }

  void run() {
    with(
        w -> {
          if (reason(w).isEmpty()) {
            frame.notice().hide();
            w.run(frame.target().current().id());
          }
        });
  }

  private void stop() {
    with(w -> w.session().stop());
  }

  String reason(@Nullable Workspace workspace) {
    return Hindrances.ofRun(words, workspace, programs.open());
  }

  private void showSession() {
    frame.session(current.get(), reason(current.get()));
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
    openChanged();
    if (current.get() == null) {
      showWelcome();
    }
  }

  /** Remembers which files are open, for the next start, and watches them. */
  private void openChanged() {
    guard.openChanged();
    List<Path> files = openFiles();
    memory.change(s -> s.withOpen(files));
    with(w -> frame.tabs(programs.tabs(), w.shown(), programs::of));
    // it may have another name since it was saved
    with(w -> stage.setTitle(w.shown().document().name() + " \u2013 Probewright"));
    frame.open(OpenRows.of(programs, current.get()));
  }

  private List<Path> openFiles() {
    return programs.tabs().stream().flatMap(t -> Stream.ofNullable(t.document().path())).toList();
  }

  private void seenAgain(boolean focused) {
    if (focused) {
      guard.look();
    }
  }

  private final class Seeing implements Sight {
    @Override
    public void show(OpenText text) {
      Workbench.this.show(text);
    }

    @Override
    public void settled(List<OpenText> moved) {
      Workspace now = current.get();
      if (now != null && moved.contains(now.shown())) {
        Workbench.this.show(now.shown());
      } else {
        openChanged();
        showSession();
      }
    }
  }

  private void speak(Locale locale) {
    memory.change(s -> s.withAppearance(a -> a.withLanguage(locale)));
  }

  private void showAgain() {
    showSession();
    showPosition();
  }
}
