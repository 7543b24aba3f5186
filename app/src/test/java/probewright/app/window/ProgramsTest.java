package probewright.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import probewright.app.FakeEngine;
import probewright.app.analysis.Analyses;
import probewright.app.frame.Look;
import probewright.app.session.RunSession;
import probewright.app.settings.Theme;
import probewright.app.words.Words;
import probewright.app.workspace.OpenText;
import probewright.app.workspace.Workspace;

/** Opening, saving and closing below the choosers: nothing is lost, and what failed is told. */
@Tag("window")
class ProgramsTest {
  @TempDir private Path folder;
  private final FxRobot robot = new FxRobot();
  private final FakeEngine engine = new FakeEngine();
  private final Words words = new Words(Locale.ENGLISH);
  private final Answers answers = new Answers();
  private final List<String> said = new ArrayList<>();
  private final List<Path> gone = new ArrayList<>();

  /** What happens while a file is read or written. */
  private Runnable meanwhile = () -> {};

  private final Programs programs =
      new Programs(
          words,
          answers,
          document -> new OpenText(document, words, Runnable::run),
          text ->
              new Workspace(
                  text,
                  new RunSession(engine, Runnable::run, System::nanoTime),
                  words,
                  Look.of(Theme.LIGHT, Locale.ENGLISH),
                  new Analyses(engine)),
          Runnable::run,
          task -> {
            meanwhile.run();
            task.run();
          },
          text -> {},
          said::add,
          (file, there) -> {
            if (!there) {
              gone.add(file);
            }
          });

  @BeforeEach
  void toolkit() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private OpenText only() {
    assertThat(programs.tabs()).hasSize(1);
    return programs.tabs().get(0);
  }

  private void type(String text) {
    only().editor().area().insertText(0, text);
  }

  private void onWindowsThread(Runnable work) {
    robot.interact(work);
  }

  @Test
  void aNewProgramIsAskedForItsPlaceAndIsThereAfterwards() {
    onWindowsThread(
        () -> {
          programs.create();
          assertThat(only().editor().area().getCurrentParagraph()).isEqualTo(2);
          type("int a;\n");
          programs.saving().save(only(), () -> {});
          // nowhere was chosen
          assertThat(only().document().changed()).isTrue();
          answers.file = folder.resolve("new.c");
          programs.saving().save(only(), () -> {});
          assertThat(only().document().changed()).isFalse();
          assertThat(only().document().name()).isEqualTo("new.c");
        });
    assertThat(folder.resolve("new.c")).content().startsWith("int a;\n");
    assertThat(said).isEmpty();
  }

  @Test
  void theSameFileIsOpenOnce() throws Exception {
    Path file = Files.writeString(folder.resolve("a.c"), "int a;\n");
    answers.file = file;
    onWindowsThread(
        () -> {
          programs.choose(null);
          programs.open(folder.resolve("./a.c"));
          assertThat(only().content().text()).isEqualTo("int a;\n");
        });
  }

  @Test
  void changesAreAskedAbout() throws Exception {
    Path file = Files.writeString(folder.resolve("a.c"), "int a;\n");
    onWindowsThread(
        () -> {
          programs.open(file);
          type("int b;\n");
          List<String> closed = new ArrayList<>();
          programs.close(only(), () -> closed.add("cancel"));
          assertThat(only().content().text()).startsWith("int b;");
          assertThat(closed).isEmpty();
          answers.unsaved = Questions.Unsaved.SAVE;
          programs.closeAll(() -> closed.add("all"));
          assertThat(closed).containsExactly("all");
          assertThat(programs.open()).isEmpty();
        });
    assertThat(file).hasContent("int b;\nint a;\n");
    assertThat(answers.asked).isEqualTo(2);
  }

  @Test
  void whatIsTypedWhileTheDiskIsBusyIsAskedAboutAgain() throws Exception {
    Path file = Files.writeString(folder.resolve("a.c"), "int a;\n");
    List<String> closed = new ArrayList<>();
    onWindowsThread(
        () -> {
          programs.open(file);
          type("int b;\n");
          answers.unsaved = Questions.Unsaved.SAVE;
          meanwhile =
              () -> {
                type("int c;\n");
                answers.unsaved = Questions.Unsaved.CANCEL;
              };
          programs.close(only(), () -> closed.add("closed"));
          assertThat(only().content().text()).startsWith("int c;\nint b;");
        });
    assertThat(file).hasContent("int b;\nint a;\n");
    assertThat(answers.asked).isEqualTo(2);
    assertThat(closed).isEmpty();
  }

  @Test
  void aClosedProgramIsForgotten() {
    List<WeakReference<Object>> closed = new ArrayList<>();
    onWindowsThread(
        () -> {
          programs.create();
          closed.add(new WeakReference<>(programs.of(only())));
          closed.add(new WeakReference<>(only()));
          programs.close(only(), () -> {});
        });
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (closed.stream().anyMatch(one -> one.get() != null) && System.nanoTime() < until) {
      System.gc();
    }
    // with its rows, tens of thousands of them
    assertThat(closed).allMatch(one -> one.get() == null);
  }

  @Test
  void whatCannotBeReadIsToldAndOpensNothing() throws Exception {
    Path latin = Files.write(folder.resolve("latin.c"), new byte[] {'a', (byte) 0xe9, 'b'});
    onWindowsThread(
        () -> {
          programs.open(latin);
          programs.open(folder);
          programs.open(folder.resolve("none.c"));
        });
    assertThat(programs.open()).isEmpty();
    assertThat(said).hasSize(3);
    assertThat(said.get(0)).contains("latin.c").contains("UTF-8");
    assertThat(said.get(1)).contains(folder.toString());
    assertThat(said.get(2)).contains("none.c");
    assertThat(gone).hasSize(3);
  }

  @Test
  void whatCannotBeWrittenStaysInTheWindow() {
    onWindowsThread(
        () -> {
          programs.create();
          type("int kept;\n");
          answers.file = folder.resolve("no/such/folder/a.c");
          answers.unsaved = Questions.Unsaved.SAVE;
          programs.close(only(), () -> said.add("closed"));
          assertThat(only().content().text()).startsWith("int kept;");
          assertThat(only().document().changed()).isTrue();
        });
    assertThat(said).hasSize(1).first().asString().contains("a.c").contains("Ctrl+Shift+S");
  }

  @Test
  void aFileThatIsAskedForTwiceBeforeItIsReadIsOpenOnce() throws Exception {
    Path file = Files.writeString(folder.resolve("a.c"), "int a;\n");
    Path link = Files.createSymbolicLink(folder.resolve("link.c"), file);
    onWindowsThread(
        () -> {
          boolean[] again = {true};
          meanwhile =
              () -> {
                if (again[0]) {
                  again[0] = false;
                  programs.open(file);
                }
              };
          programs.open(file);
          programs.open(link);
          assertThat(only().document().path()).isEqualTo(file);
        });
  }

  @Test
  void aFileThatIsOpenIsNotSavedOverFromAnotherTab() throws Exception {
    Path file = Files.writeString(folder.resolve("a.c"), "int a;\n");
    onWindowsThread(
        () -> {
          programs.open(file);
          programs.create();
          answers.file = file;
          programs.saving().saveAs(programs.tabs().get(1), () -> said.add("saved"));
        });
    assertThat(file).hasContent("int a;\n");
    assertThat(said).hasSize(1).first().asString().contains("another tab");
  }
}
