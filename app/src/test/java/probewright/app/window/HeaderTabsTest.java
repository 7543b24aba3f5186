package probewright.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import probewright.app.FakeEngine;
import probewright.app.Soon;
import probewright.app.analysis.Analyses;
import probewright.app.analysis.Analysis;
import probewright.app.frame.Look;
import probewright.app.session.HeaderFile;
import probewright.app.session.RunPhase;
import probewright.app.session.RunSession;
import probewright.app.settings.Theme;
import probewright.app.words.Words;
import probewright.app.workspace.OpenText;
import probewright.app.workspace.Workspace;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;

/** Headers in tabs of their own, and the programs that they belong to. */
@Tag("window")
class HeaderTabsTest {
  private static final String INCLUDES = "#include \"x.h\"\nint a;\n";

  @TempDir private Path folder;
  private final FxRobot robot = new FxRobot();
  private final FakeEngine engine = new FakeEngine();
  private final Words words = new Words(Locale.ENGLISH);
  private final List<String> said = new ArrayList<>();
  private @Nullable OpenText seen;

  private final Answers answers = new Answers();

  private final Programs programs =
      new Programs(
          words,
          answers,
          document -> new OpenText(document, words, Runnable::run),
          this::workspace,
          Runnable::run,
          Runnable::run,
          this::seen,
          said::add,
          (file, there) -> {});

  private Workspace workspace(OpenText text) {
    Workspace workspace =
        new Workspace(
            text,
            new RunSession(engine, javafx.application.Platform::runLater, System::nanoTime),
            words,
            Look.of(Theme.LIGHT, Locale.ENGLISH),
            new Analyses(engine));
    workspace.analysis().target("vm");
    return workspace;
  }

  private void seen(OpenText text) {
    seen = text;
    var unused = programs.seen(text);
  }

  @BeforeEach
  void toolkit() throws Exception {
    answers.unsaved = Questions.Unsaved.DISCARD;
    Stage stage = FxToolkit.registerPrimaryStage();
    assertThat(stage).isNotNull();
  }

  @AfterEach
  void close() {
    robot.interact(() -> programs.open().forEach(Workspace::close));
    engine.close();
  }

  private Path write(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  private OpenText text(String name) {
    return programs.tabs().stream()
        .filter(text -> text.document().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Workspace program(String name) {
    return programs.of(text(name));
  }

  private void until(Callable<Boolean> condition) throws Exception {
    Soon.until(20, condition);
  }

  /** Opens a program and waits until its headers are known. */
  private void open(String name) throws Exception {
    robot.interact(() -> programs.open(folder.resolve(name)));
    until(() -> !program(name).headers().all().isEmpty());
  }

  private void openHeader(String program, String name) throws Exception {
    robot.interact(
        () -> programs.headers().open(program(program), folder.resolve(name), text -> {}));
    until(() -> programs.of(text(name)) == program(program));
  }

  private List<String> places(String program) {
    return program(program).problems().model().all().stream()
        .map(found -> String.valueOf(found.place()))
        .toList();
  }

  /** The headers that a program was examined with last. */
  private Set<String> examined(String program) {
    Analysis latest = program(program).analysis().latest();
    return latest == null ? Set.of() : latest.program().headers().keySet();
  }

  @Test
  void editsInAnOpenHeaderCountBeforeTheyAreSaved() throws Exception {
    write("p.c", INCLUDES);
    Path header = write("x.h", "int x;\n");
    open("p.c");
    openHeader("p.c", "x.h");
    assertThat(seen).isSameAs(text("x.h"));
    robot.interact(() -> text("x.h").editor().area().insertText(0, "syntax error\n"));
    until(() -> places("p.c").equals(List.of("x.h:1:1")));
    assertThat(header).hasContent("int x;\n");
    robot.interact(() -> program("x.h").run("vm"));
    until(() -> program("p.c").session().phase() == RunPhase.REFUSED);
    assertThat(program("p.c").session().problems())
        .extracting(Problem::place)
        .containsExactly(new Place("x.h", 1, 1, 1, 7));
    robot.interact(() -> text("x.h").editor().area().undo());
    until(() -> places("p.c").isEmpty());
  }

  @Test
  void aProblemInAHeaderIsGoneToInItsOwnTab() throws Exception {
    write("p.c", INCLUDES);
    write("x.h", "int x;\nsyntax error\n");
    open("p.c");
    until(() -> places("p.c").equals(List.of("x.h:2:1")));
    robot.interact(() -> program("p.c").stepProblem(true));
    until(() -> programs.tabs().size() == 2 && programs.of(text("x.h")) == program("p.c"));
    assertThat(seen).isSameAs(text("x.h"));
    assertThat(text("x.h").editor().area().getCurrentParagraph()).isEqualTo(1);
    until(() -> program("p.c").problems().model().in("x.h").size() == 1);
    // around the end, to the only one there is
    robot.interact(() -> text("x.h").editor().area().moveTo(0));
    robot.interact(() -> program("p.c").stepProblem(false));
    assertThat(text("x.h").editor().area().getCurrentParagraph()).isEqualTo(1);
  }

  @Test
  void whatSomebodyElseMakesOfAClosedHeaderIsExamined() throws Exception {
    write("p.c", INCLUDES);
    write("x.h", "int x;\n");
    open("p.c");
    until(() -> program("p.c").analysis().current());
    write("x.h", "syntax error\n");
    robot.interact(programs::lookBeside);
    until(() -> places("p.c").equals(List.of("x.h:1:1")));
  }

  @Test
  void aHeaderThatIsNotThereIsMade() throws Exception {
    write("p.c", INCLUDES);
    open("p.c");
    HeaderFile absent = program("p.c").headers().all().get(0);
    assertThat(absent.there()).isFalse();
    List<OpenFilesModel.Row> rows =
        WaitForAsyncUtils.waitForAsyncFx(20_000, () -> OpenRows.of(programs, program("p.c")));
    assertThat(rows.get(1).kind()).isEqualTo(OpenFilesModel.Kind.ABSENT);
    robot.interact(() -> rows.get(1).open().run());
    until(() -> programs.tabs().size() == 2 && programs.of(text("x.h")) == program("p.c"));
    assertThat(folder.resolve("x.h")).content().contains("#ifndef X_H");
    until(() -> program("p.c").headers().all().get(0).there());
    // what was examined before it was there is examined again
    until(() -> examined("p.c").contains("x.h"));
    assertThat(text("x.h").editor().area().getCurrentParagraph()).isEqualTo(3);
    assertThat(said).isEmpty();
  }

  @Test
  void aNewHeaderIsIncludedByItsProgram() throws Exception {
    write("p.c", "// a program\n#include <linux/fs.h>\nint a;\n");
    robot.interact(() -> programs.open(folder.resolve("p.c")));
    answers.file = folder.resolve("event.h");
    robot.interact(() -> programs.headers().create(program("p.c")));
    until(() -> programs.tabs().size() == 2 && programs.of(text("event.h")) == program("p.c"));
    assertThat(text("p.c").editor().area().getText())
        .isEqualTo("// a program\n#include <linux/fs.h>\n#include \"event.h\"\nint a;\n");
    robot.interact(() -> text("p.c").editor().area().undo());
    assertThat(text("p.c").editor().area().getText()).doesNotContain("event.h");
  }

  @Test
  void aHeaderOfSeveralProgramsBelongsToTheOneSeenLastAndThenToItself() throws Exception {
    write("p.c", INCLUDES);
    write("q.c", INCLUDES);
    write("x.h", "int x;\n");
    open("p.c");
    open("q.c");
    openHeader("p.c", "x.h");
    robot.interact(() -> text("x.h").editor().area().insertText(0, "syntax error\n"));
    until(() -> places("p.c").equals(List.of("x.h:1:1")));
    until(() -> places("q.c").equals(List.of("x.h:1:1")));
    robot.interact(() -> programs.show(text("q.c")));
    robot.interact(() -> programs.show(text("x.h")));
    assertThat(program("x.h")).isSameAs(program("q.c"));
    robot.interact(() -> programs.close(text("q.c"), () -> {}));
    assertThat(program("x.h")).isSameAs(program("p.c"));
    robot.interact(() -> programs.close(text("p.c"), () -> {}));
    assertThat(program("x.h").text()).isSameAs(text("x.h"));
    // its undo outlives the moves
    robot.interact(() -> text("x.h").editor().area().undo());
    assertThat(text("x.h").editor().area().getText()).isEqualTo("int x;\n");
    open("p.c");
    until(() -> program("x.h") == program("p.c"));
  }

  @Test
  void changesOfAHeaderThatAreDiscardedAreNoPartOfTheProgramAnyMore() throws Exception {
    write("p.c", INCLUDES);
    write("x.h", "int x;\n");
    open("p.c");
    openHeader("p.c", "x.h");
    robot.interact(() -> text("x.h").editor().area().insertText(0, "syntax error\n"));
    until(() -> places("p.c").equals(List.of("x.h:1:1")));
    robot.interact(() -> programs.close(text("x.h"), () -> {}));
    until(() -> places("p.c").isEmpty());
  }

  @Test
  void aProgramMayHaveAnyName() throws Exception {
    write("trace.bpf", INCLUDES);
    open("trace.bpf");
    assertThat(Hindrances.ofHeader(words, program("trace.bpf"))).isEmpty();
  }
}
