package probewright.app.workspace;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import probewright.app.analysis.Analyses;
import probewright.app.analysis.ProgramAnalysis;
import probewright.app.assist.Assistance;
import probewright.app.attachments.HeadForm;
import probewright.app.editor.CodeEditor;
import probewright.app.editor.Document;
import probewright.app.editor.EditorAction;
import probewright.app.files.FileStamp;
import probewright.app.files.TextFile;
import probewright.app.frame.Island;
import probewright.app.frame.Look;
import probewright.app.magic.MagicPart;
import probewright.app.panels.PanelHost;
import probewright.app.problems.ProblemsPart;
import probewright.app.problems.StoryView;
import probewright.app.session.Engine.RunRequest;
import probewright.app.session.ProgramSource;
import probewright.app.session.RunSession;
import probewright.app.words.Words;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;

/** An open program: its editor, problems, workload and panels. JavaFX thread. */
public final class Workspace {
  /** Below this width histograms become tabs, in pixels. */
  private static final double NARROW = 1100;

  private static final double RIGHT_COLUMN = 388;

  private final Document document;
  private final RunSession session;
  private final CodeEditor editor;
  private final ProgramAnalysis analysis;
  private final Assistance assistance;
  private final HeadForm head;
  private final ProblemsPart problems;
  private final MagicPart magic;
  private final StoryView report;
  private final PanelHost panels;
  private final WorkloadBar workload;
  private final SplitPane columns = new SplitPane();
  private final SplitPane left = new SplitPane();

  /**
   * @param background where colours are worked out
   * @param analyses examine the program while it is written
   */
  public Workspace(
      Document document,
      RunSession session,
      Words words,
      Look look,
      Executor background,
      Analyses analyses) {
    this.document = document;
    this.session = session;
    editor = new CodeEditor(words, background);
    panels = new PanelHost(words, session.panels(), look);
    workload = new WorkloadBar(words, session, document.workload());
    analysis = analyses.of(this::source);
    problems = new ProblemsPart(words, editor, document::name, session, analysis, this::report);
    assistance =
        new Assistance(
            words, editor, analysis, this::source, analyses.asking(), List.of(problems.hover()));
    editor.open(document.file().text());
    editor.area().plainTextChanges().subscribe(change -> analysis.edited());
    head = new HeadForm(words, editor, analysis, assistance::complete);
    editor.area().setEditable(!document.readOnly());
    editor.unchanged().addListener((o, was, now) -> document.changed(!now));
    magic =
        new MagicPart(
            words,
            editor,
            analysis,
            analyses.asking(),
            line -> problems.goTo(line, 1),
            session,
            this::source);
    report =
        new StoryView(
            words,
            editor.area()::getText,
            magic.model()::listing,
            problems::mend,
            line -> problems.goTo(line, 1));
    session
        .problems()
        .addListener((ListChangeListener<Problem>) change -> found(session.problems()));
    report.discsProperty().addListener((o, was, now) -> editor.gutter(report, now));
    magic.model().instructionsProperty().addListener((o, was, now) -> report.refresh());
    HBox strip = new HBox(head.strip(), magic.buttons());
    HBox.setHgrow(head.strip(), Priority.ALWAYS);
    strip.getStyleClass().add("side-strip");
    Island island =
        new Island(
            strip, head.form(), new ChangedBand(words, this), magic.panes(), problems.view());
    VBox.setVgrow(island, Priority.ALWAYS);
    VBox work = new VBox(6, island, workload);
    work.getStyleClass().add("work");
    left.setOrientation(Orientation.VERTICAL);
    left.getStyleClass().add("islands");
    left.getItems().add(work);
    columns.getStyleClass().add("islands");
    columns.getItems().add(left);
    columns.setId("workspace");
    panels.lowerUsedProperty().addListener((o, was, now) -> arrange());
    panels.rightUsedProperty().addListener((o, was, now) -> arrange());
    report.shownProperty().addListener((o, was, now) -> arrange());
    assistance.pages().shownProperty().addListener((o, was, now) -> arrange());
    assistance
        .pages()
        .shownProperty()
        .addListener((o, was, now) -> Platform.runLater(assistance.page().text()::requestFocus));
    columns.widthProperty().addListener((o, was, now) -> panels.narrow(now.doubleValue() < NARROW));
    arrange();
  }

  public Document document() {
    return document;
  }

  public RunSession session() {
    return session;
  }

  public CodeEditor editor() {
    return editor;
  }

  public PanelHost panels() {
    return panels;
  }

  public Node node() {
    return columns;
  }

  /** What the engine makes of the text while it is written. */
  public ProgramAnalysis analysis() {
    return analysis;
  }

  /** The help that its editor gives. */
  public Assistance assistance() {
    return assistance;
  }

  /** Its attachments and parameters. */
  public HeadForm head() {
    return head;
  }

  /** Does it in the text; what is looked for, in the page of a type when that has the focus. */
  public void perform(EditorAction action) {
    if (action == EditorAction.FIND && assistance.page().focused()) {
      assistance.page().search();
    } else {
      editor.perform(action);
    }
  }

  /** Starts the program as it stands in the editor. */
  public void run(String target) {
    session.run(RunRequest.of(source(), target));
  }

  private ProgramSource source() {
    return new ProgramSource(
        document.name(), document.path(), editor.area().getText(), head.values());
  }

  /** Shows or hides the row for workloads. */
  public void workloads(boolean possible) {
    workload.setVisible(possible);
    workload.setManaged(possible);
  }

  /** The text as a file would hold it. */
  public TextFile content() {
    return document.file().with(editor.area().getText());
  }

  /** What is wrong with the program, and all that shows it. */
  public ProblemsPart problems() {
    return problems;
  }

  /** The expanded program and the instructions. */
  public MagicPart magic() {
    return magic;
  }

  /**
   * Takes the text that the file holds now; one undo brings back what was here.
   *
   * @param stamp of the file when it was read
   */
  public void reload(TextFile found, @Nullable FileStamp stamp) {
    write(found.text());
    Path path = document.path();
    if (path != null) {
      document.savedAs(path, found, stamp);
    }
    editor.saved();
  }

  /** Makes the text this one by the smallest edit, so that caret and marks stay where they can. */
  public void write(String text) {
    String here = editor.area().getText();
    int least = Math.min(here.length(), text.length());
    int head = 0;
    while (head < least && here.charAt(head) == text.charAt(head)) {
      head++;
    }
    int tail = 0;
    while (tail < least - head
        && here.charAt(here.length() - 1 - tail) == text.charAt(text.length() - 1 - tail)) {
      tail++;
    }
    int caret = editor.area().getCaretPosition();
    int end = here.length() - tail;
    editor.area().replaceText(head, end, text.substring(head, text.length() - tail));
    int moved = caret >= end ? caret + text.length() - here.length() : Math.min(caret, head);
    editor.area().moveTo(moved);
  }

  /** Goes to the next or the previous problem. */
  public void stepProblem(boolean forward) {
    problems.step(forward);
  }

  /** Gives the text the focus, as soon as it is in the window. */
  public void focus() {
    if (editor.area().getScene() != null) {
      editor.area().requestFocus();
      return;
    }
    // a split pane takes its parts into the scene with its first style pass only
    editor
        .area()
        .sceneProperty()
        .addListener(
            new ChangeListener<>() {
              @Override
              public void changed(
                  ObservableValue<? extends Scene> scene,
                  @Nullable Scene was,
                  @Nullable Scene now) {
                if (now != null) {
                  scene.removeListener(this);
                  Platform.runLater(editor.area()::requestFocus);
                }
              }
            });
  }

  /** The places the focus goes to with F6, in order. */
  public List<Node> islands() {
    List<Node> nodes = new java.util.ArrayList<>();
    nodes.add(editor.area());
    nodes.addAll(magic.focused());
    nodes.removeIf(node -> node.getScene() == null);
    if (problems.view().isVisible()) {
      nodes.add(problems.view().list());
    }
    if (workload.isVisible()) {
      nodes.add(workload.lookup("#workload"));
    }
    if (report.shownProperty().get() != null) {
      nodes.add(report.focused());
    }
    if (assistance.pages().shownProperty().get() != null) {
      nodes.add(assistance.page().text());
    }
    panels.views().stream()
        .map(view -> view.node())
        .filter(node -> node.getScene() != null)
        .forEach(nodes::add);
    return nodes;
  }

  /** Ends what its parts do behind the text; nothing is shown of it afterwards. */
  public void close() {
    analysis.close();
    assistance.close();
    magic.close();
    editor.close();
  }

  /** Called once a frame while data may come. */
  public void frame() {
    session.pulse();
    panels.frame();
  }

  public void look(Look look) {
    panels.look(look);
  }

  private void arrange() {
    show(left, panels.lower(), panels.lowerUsedProperty().get(), 0.62);
    double width = columns.getWidth();
    double share = width > 0 ? Math.max(0.5, 1 - RIGHT_COLUMN / width) : 0.69;
    boolean reports = report.shownProperty().get() != null;
    boolean page = assistance.pages().shownProperty().get() != null;
    boolean hadFocus =
        (!reports && report.focused().isFocused())
            || (!page && assistance.page().node().isFocusWithin());
    // the story of a refusal stands in front of the charts of the run before
    show(columns, panels.right(), panels.rightUsedProperty().get() && !reports && !page, share);
    show(columns, report.node(), reports, Math.min(share, 0.6));
    show(columns, assistance.page().node(), page && !reports, Math.min(share, 0.55));
    if (hadFocus) {
      editor.area().requestFocus();
    }
  }

  /** A refusal by the verifier is told at once; the text keeps the focus. */
  private void found(List<Problem> problems) {
    if (problems.isEmpty()) {
      report.close();
      magic.model().told("");
    }
    problems.stream()
        .filter(problem -> problem.stage() == Stage.LOAD && !problem.notes().isEmpty())
        .findFirst()
        .ifPresent(
            problem -> {
              magic.model().want();
              magic.model().told(String.valueOf(problem.raw()));
              report.show(problem);
              this.problems.goTo(problem);
            });
  }

  private void report(Problem problem) {
    magic.model().want();
    report.show(problem);
    report.focused().requestFocus();
  }

  private static void show(SplitPane split, Node node, boolean wanted, double share) {
    boolean shown = split.getItems().contains(node);
    if (wanted && !shown) {
      split.getItems().add(node);
      split.setDividerPositions(share);
      SplitPane.setResizableWithParent(node, false);
    } else if (!wanted && shown) {
      split.getItems().remove(node);
    }
  }
}
