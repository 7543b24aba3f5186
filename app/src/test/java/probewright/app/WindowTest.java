package probewright.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;
import probewright.app.panels.HistogramView;
import probewright.app.panels.RowsView;
import probewright.app.settings.Appearance;
import probewright.app.settings.SettingsFile;
import probewright.app.window.Workbench;
import probewright.lessons.LessonProgram;
import probewright.lessons.LessonPrograms;

/** The real window over a made-up engine, driven by the keyboard. Needs a display. */
@Tag("window")
class WindowTest {
  private static final long PATIENCE = 20;

  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private final FakeEngine engine = new FakeEngine();
  private OpenWindow window;
  private Workbench workbench;
  private SettingsFile settings;

  @BeforeEach
  void open() throws Exception {
    settings = new SettingsFile(folder.resolve("settings.properties"));
    window = new OpenWindow(engine, settings);
    workbench = window.workbench();
  }

  @AfterEach
  void close() throws Exception {
    window.close();
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    Soon.until(PATIENCE, condition);
  }

  private boolean there(String id) {
    return robot.lookup(id).tryQuery().filter(Node::isVisible).isPresent();
  }

  private void openLesson(String id) throws Exception {
    LessonProgram lesson =
        LessonPrograms.all().stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
    Platform.runLater(() -> workbench.openLesson(lesson));
    until(() -> workbench.current() != null && there("#editor"));
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void runsAProgramShowsItsHistogramAndKeepsItAfterStop() throws Exception {
    openLesson("bitehist");
    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    until(() -> there("#stop") && there("#histogram-dist"));
    HistogramView histogram = robot.lookup("#histogram-dist").query();
    until(() -> histogram.shown().total() > 0);
    long before = histogram.shown().total();
    robot.interact(() -> robot.lookup("#workload-run").queryButton().fire());
    until(() -> histogram.shown().total() > before);
    until(() -> robot.lookup("#workload-status").<Label>query().getText().contains("copied"));
    robot.push(KeyCode.SHIFT, KeyCode.F5);
    until(() -> there("#run"));
    assertThat(histogram.shown().total()).isPositive();
    assertThat(histogram.copyText()).contains("distribution");
  }

  @Test
  void ctrlEnterRunsTheTextAsItStandsNowWhileOneRuns() throws Exception {
    openLesson("bitehist");
    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    until(() -> there("#stop") && there("#histogram-dist"));
    Node histogram = robot.lookup("#histogram-dist").query();
    var editor = Objects.requireNonNull(workbench.current()).editor().area();
    robot.interact(() -> editor.insertText(0, "// BPF_PERF_OUTPUT(events);\n"));
    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    until(() -> there("#events-events"));
    assertThat(robot.lookup("#histogram-dist").<Node>query()).isNotSameAs(histogram);
    assertThat(there("#stop")).isTrue();
    robot.push(KeyCode.SHIFT, KeyCode.F5);
    until(() -> there("#run"));
  }

  @Test
  void aClickThatOpensSomethingBesideTheTextLeavesTheCaretThere() throws Exception {
    openLesson("bitehist");
    Node editor = robot.lookup("#editor").query();
    until(editor::isFocused);
    for (String toggle :
        new String[] {
          "#side-expanded", "#side-bpf", "#side-program", "#rail-files", "#parameters"
        }) {
      robot.clickOn(toggle);
      assertThat(editor.isFocused()).as(toggle).isTrue();
    }
    assertThat(robot.lookup("#files").query().isVisible()).isTrue();
    // by key it is reached as before
    robot.interact(() -> robot.lookup("#side-program").query().requestFocus());
    until(() -> robot.lookup("#side-program").query().isFocused());
  }

  @Test
  void f6GoesFromPartToPart() throws Exception {
    openLesson("bitehist");
    Node editor = robot.lookup("#editor").query();
    until(editor::isFocused);
    robot.push(KeyCode.F6);
    until(() -> robot.lookup("#workload").query().isFocused());
    robot.push(KeyCode.SHIFT, KeyCode.F6);
    until(editor::isFocused);
  }

  @Test
  void eventsBecomeRows() throws Exception {
    openLesson("hello_perf_output");
    robot.push(KeyCode.F5);
    until(() -> there("#events-events"));
    RowsView rows = robot.lookup("#events-events").query();
    until(() -> rows.model().records() > 5);
    assertThat(rows.copyText()).startsWith("pid\tts\tcomm\n");
    robot.push(KeyCode.SHIFT, KeyCode.F5);
    until(() -> there("#run"));
  }

  @Test
  void aSyntaxErrorIsMarkedAtItsLine() throws Exception {
    openLesson("hello_world");
    var editor = Objects.requireNonNull(workbench.current()).editor().area();
    robot.interact(() -> editor.insertText(0, "int a;\nsyntax error\n"));
    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    until(() -> there("#problems") && there("#mark-2"));
    ListView<?> problems = robot.lookup("#problems").query();
    assertThat(problems.getItems()).isNotEmpty();
    robot.push(KeyCode.F8);
    until(() -> editor.getCurrentParagraph() == 1);
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    until(() -> !editor.getText().contains("syntax error"));
  }

  @Test
  void aRefusalKeepsTheTableAndItsOwnWordsCanBeRead() throws Exception {
    openLesson("hello_perf_output");
    robot.push(KeyCode.F5);
    until(() -> there("#events-events"));
    RowsView rows = robot.lookup("#events-events").query();
    until(() -> rows.model().records() > 5);
    robot.push(KeyCode.SHIFT, KeyCode.F5);
    until(() -> there("#run"));
    var editor = Objects.requireNonNull(workbench.current()).editor().area();
    robot.interact(() -> editor.insertText(0, "syntax error\n"));
    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    until(() -> robot.lookup(".show-report").tryQuery().isPresent());
    assertThat(robot.lookup("#events-events").<RowsView>query()).isSameAs(rows);
    assertThat(robot.lookup("#status-text").<Label>query().getText()).contains("records");

    robot.interact(() -> robot.lookup(".show-report").queryButton().fire());
    until(() -> robot.lookup("#report-raw").tryQuery().filter(Node::isFocused).isPresent());
    assertThat(robot.lookup("#report-raw").<TextArea>query().getText())
        .contains("unknown type name");
    robot.push(KeyCode.ESCAPE);
    until(() -> robot.lookup("#report-raw").tryQuery().isEmpty() && editor.isFocused());
  }

  @Test
  void findsCommentsAndMakesTheTextLarger() throws Exception {
    openLesson("hello_world");
    var editor = Objects.requireNonNull(workbench.current()).editor().area();
    until(editor::isFocused);
    String before = editor.getText();
    robot.push(KeyCode.CONTROL, KeyCode.SLASH);
    until(() -> !editor.getText().equals(before));
    robot.push(KeyCode.CONTROL, KeyCode.SLASH);
    until(() -> editor.getText().equals(before));
    robot.push(KeyCode.CONTROL, KeyCode.EQUALS);
    until(() -> settings.load().appearance().textSize() > 12.5);
    robot.push(KeyCode.CONTROL, KeyCode.F);
    until(() -> robot.lookup("#find").tryQuery().filter(Node::isFocused).isPresent());
    robot.interact(() -> robot.lookup("#find").<TextField>query().setText("bpf_trace_printk"));
    until(() -> editor.getSelectedText().equals("bpf_trace_printk"));
  }

  @Test
  void languageAndThemeChangeAtOnceAndAreRemembered() throws Exception {
    openLesson("hello_world");
    robot.interact(() -> robot.lookup("#theme").queryButton().fire());
    robot.interact(() -> robot.lookup("#language").<MenuButton>query().getItems().get(1).fire());
    until(() -> robot.lookup("#run").queryButton().getText().equals("运行"));
    until(
        () ->
            settings.load().appearance().theme() == Appearance.Choice.DARK
                && settings.load().appearance().language() != null);
  }

  @Test
  void menusWearTheThemeOfTheWindow() throws Exception {
    robot.interact(() -> robot.lookup("#theme").queryButton().fire());
    MenuButton language = robot.lookup("#language").query();
    robot.interact(language::show);
    until(() -> language.isShowing() && dark(language));
    robot.interact(() -> robot.lookup("#theme").queryButton().fire());
    robot.interact(language::show);
    until(() -> language.isShowing() && !dark(language));
    robot.interact(language::hide);
  }

  private static boolean dark(MenuButton button) {
    return button
        .getItems()
        .get(0)
        .getParentPopup()
        .getScene()
        .getRoot()
        .getPseudoClassStates()
        .contains(PseudoClass.getPseudoClass("dark"));
  }
}
