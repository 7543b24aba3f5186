package probewright.app.workspace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import probewright.app.analysis.Analyses;
import probewright.app.analysis.HeadersModel;
import probewright.app.analysis.ProgramAnalysis;
import probewright.app.assist.Assistance;
import probewright.app.attachments.HeadForm;
import probewright.app.editor.CodeEditor;
import probewright.app.editor.Document;
import probewright.app.editor.EditorAction;
import probewright.app.editor.GutterMark;
import probewright.app.frame.Island;
import probewright.app.frame.Look;
import probewright.app.magic.MagicModel.Side;
import probewright.app.magic.MagicPart;
import probewright.app.panels.PanelHost;
import probewright.app.problems.ProblemsPart;
import probewright.app.problems.StoryView;
import probewright.app.session.Engine.RunRequest;
import probewright.app.session.ProgramSource;
import probewright.app.session.RunSession;
import probewright.app.words.Words;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;

/**
 * An open program: its texts, of which one is seen, its problems, workload and panels. JavaFX
 * thread.
 */
public final class Workspace {
  private final Document document;
  private final RunSession session;
  private final ProgramAnalysis analysis;
  private final BooleanProperty asking = new SimpleBooleanProperty();
  private final WritingStatus writing;
  private final HeadersModel headers;
  private final HeadForm head;
  private final ProblemsPart problems;
  private final ProgramText.Shared shared;
  private final ProgramTexts texts;
  private final MagicPart magic;
  private final StoryView report;
  private final PanelHost panels;
  private final WorkloadBar workload;
  private final StackPane band = new StackPane();
  private final Columns columns;

  /**
   * @param text the program's own, which goes with it
   * @param analyses examine the program while it is written
   */
  public Workspace(OpenText text, RunSession session, Words words, Look look, Analyses analyses) {
    document = text.document();
    this.session = session;
    CodeEditor editor = text.editor();
    panels = new PanelHost(words, session.panels(), look);
    workload = new WorkloadBar(words, session, document.workload());
    analysis = analyses.of(this::source);
    writing = new WritingStatus(analysis, asking, System::nanoTime);
    headers = analyses.headers(this::source);
    texts = new ProgramTexts(headers, this::seen);
    problems =
        new ProblemsPart(
            words,
            document::name,
            session,
            analysis,
            texts::text,
            place -> texts.goTo(this, place),
            fix -> texts.mend(this, fix),
            this::report);
    shared =
        new ProgramText.Shared(
            words,
            analysis,
            headers,
            this::source,
            analyses.asking(),
            problems,
            place -> texts.goTo(this, place));
    ProgramText own = new ProgramText(text, document::name, shared);
    head =
        new HeadForm(
            words,
            editor,
            document::name,
            analysis,
            own.assistance()::complete,
            texts::showOwn,
            place -> texts.goTo(this, place));
    magic =
        new MagicPart(
            words,
            editor,
            analysis,
            analyses.asking(),
            place -> texts.goTo(this, place),
            session,
            this::source);
    report =
        new StoryView(
            words,
            texts::text,
            magic.model()::listing,
            fix -> texts.mend(this, fix),
            place -> texts.goTo(this, place));
    session
        .problems()
        .addListener((ListChangeListener<Problem>) change -> found(session.problems()));
    report.discsProperty().addListener((o, was, now) -> discs(now));
    magic.model().instructionsProperty().addListener((o, was, now) -> report.refresh());
    // what became of a header on the disk is another program; edits in a tab have told already
    headers
        .allProperty()
        .addListener(
            (o, was, now) -> {
              if (!texts.closed(was).equals(texts.closed(now))) {
                analysis.edited();
              }
            });
    HBox strip = new HBox(head.strip(), magic.buttons());
    HBox.setHgrow(head.strip(), Priority.ALWAYS);
    strip.getStyleClass().add("side-strip");
    Island island = new Island(strip, head.form(), band, magic.panes(), problems.view());
    VBox.setVgrow(island, Priority.ALWAYS);
    VBox work = new VBox(6, island, workload);
    work.getStyleClass().add("work");
    columns = new Columns(work, panels, report, texts);
    columns.follow(own);
    texts.begin(own);
  }

  public Document document() {
    return document;
  }

  public RunSession session() {
    return session;
  }

  /** The editor of the text that is seen. */
  public CodeEditor editor() {
    return texts.shown().text().editor();
  }

  /** The program's own text. */
  public OpenText text() {
    return texts.own().text();
  }

  /** The one of its texts that is seen. */
  public OpenText shown() {
    return texts.shown().text();
  }

  public PanelHost panels() {
    return panels;
  }

  public Node node() {
    return columns.node();
  }

  /** What the engine makes of the text while it is written. */
  public ProgramAnalysis analysis() {
    return analysis;
  }

  /** The files beside it that it includes. */
  public HeadersModel headers() {
    return headers;
  }

  /** Whether it includes a file, which need not be there. */
  public boolean includes(@Nullable Path file) {
    return file != null && headers.at(file).isPresent();
  }

  /** Told once where its headers are opened. */
  public void beside(Beside tabs) {
    texts.beside(tabs);
    headers.look();
  }

  /** Takes an open header in; it is shown by {@link #show}. */
  public void join(OpenText header) {
    ProgramText joined = new ProgramText(header, () -> texts.fileOf(header), shared);
    texts.join(joined);
    columns.follow(joined);
  }

  /** Lets an open header go, to another program or to itself. */
  public void leave(OpenText header) {
    texts.leave(header);
  }

  /** Shows one of its texts. */
  public void show(OpenText text) {
    texts.show(text);
  }

  private void seen(ProgramText text) {
    band.getChildren().setAll(text.text().band());
    String file = text == texts.own() ? "" : text.file();
    magic.show(text.text().editor(), text.text().node(), file);
    asking.bind(text.assistance().askingProperty());
    // what lies over the text is to be seen, whatever stood in the text's place
    text.text().onCover(() -> magic.model().sideProperty().set(Side.PROGRAM));
    columns.arrange();
  }

  /** The help that the editor gives which is seen. */
  public Assistance assistance() {
    return texts.shown().assistance();
  }

  /** How the help for the person who writes stands. */
  public WritingStatus writing() {
    return writing;
  }

  /** Its attachments and parameters. */
  public HeadForm head() {
    return head;
  }

  /** Does it in the text; what is looked for, in the page of a type when that has the focus. */
  public void perform(EditorAction action) {
    if (action == EditorAction.FIND && assistance().page().focused()) {
      assistance().page().search();
    } else {
      editor().perform(action);
    }
  }

  /** Starts the program as it stands in the editor, with its open headers as they stand there. */
  public void run(String target) {
    session.run(RunRequest.of(source(), target));
  }

  private ProgramSource source() {
    String text = texts.own().text().editor().area().getText();
    return new ProgramSource(
        document.name(), document.path(), text, head.values(), texts.open(headers.all()));
  }

  /** Shows or hides the row for workloads. */
  public void workloads(boolean possible) {
    workload.setVisible(possible);
    workload.setManaged(possible);
  }

  /** What is wrong with the program, and all that shows it. */
  public ProblemsPart problems() {
    return problems;
  }

  /** Opens the list of what mends the caret's line. */
  public void fixes() {
    texts.shown().problems().fixes();
  }

  /** The expanded program and the instructions. */
  public MagicPart magic() {
    return magic;
  }

  /** Goes to the next or the previous problem, in whichever of its texts. */
  public void stepProblem(boolean forward) {
    problems.step(texts.shown().file(), editor().area(), forward);
  }

  /** Gives the text that is seen the focus, as soon as it is in the window. */
  public void focus() {
    texts.shown().text().focus();
  }

  /** The places the focus goes to with F6, in order. */
  public List<Node> islands() {
    List<Node> nodes = new ArrayList<>();
    nodes.add(editor().area());
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
    if (assistance().pages().shownProperty().get() != null) {
      nodes.add(assistance().page().text());
    }
    panels.views().stream()
        .map(view -> view.node())
        .filter(node -> node.getScene() != null)
        .forEach(nodes::add);
    return nodes;
  }

  /** Ends what its parts do behind its texts; nothing is shown of it afterwards. */
  public void close() {
    analysis.close();
    headers.close();
    texts.all().forEach(ProgramText::leave);
    magic.close();
  }

  /** Called once a frame while data may come. */
  public void frame() {
    session.pulse();
    panels.frame();
  }

  public void look(Look look) {
    panels.look(look);
  }

  private void discs(Map<String, List<GutterMark>> discs) {
    for (ProgramText text : texts.all()) {
      text.text().editor().gutter(report, discs.getOrDefault(text.file(), List.of()));
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
              Place place = problem.place();
              if (place != null) {
                texts.goTo(this, place);
              }
            });
  }

  private void report(Problem problem) {
    magic.model().want();
    report.show(problem);
    report.focused().requestFocus();
  }
}
