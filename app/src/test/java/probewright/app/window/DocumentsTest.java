package probewright.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import probewright.app.FakeEngine;
import probewright.app.analysis.Analyses;
import probewright.app.editor.Document;
import probewright.app.files.Journal;
import probewright.app.files.Journal.Kept;
import probewright.app.frame.Look;
import probewright.app.session.RunSession;
import probewright.app.settings.Theme;
import probewright.app.words.Words;
import probewright.app.workspace.OpenText;
import probewright.app.workspace.Workspace;

/** Files that others write, texts that are no UTF-8, and work that a crash does not take. */
@Tag("window")
class DocumentsTest {
  @TempDir private Path folder;
  private final FxRobot robot = new FxRobot();
  private final FakeEngine engine = new FakeEngine();
  private final Words words = new Words(Locale.ENGLISH);
  private final List<String> said = new ArrayList<>();
  private final List<Runnable> offered = new ArrayList<>();
  private final DiskCheck check = new DiskCheck(Runnable::run, Runnable::run);
  private @Nullable Journal journal;

  private final Teller teller =
      new Teller() {
        @Override
        public void say(String message) {
          said.add(message);
        }

        @Override
        public void offer(String message, String key, Runnable action) {
          said.add(message);
          offered.add(action);
        }
      };

  private final Answers answers = new Answers();

  private final Programs programs =
      new Programs(
          words,
          answers,
          this::text,
          this::workspace,
          Runnable::run,
          Runnable::run,
          text -> {},
          teller,
          (file, there) -> {});

  private OpenText text(Document document) {
    OpenText text = new OpenText(document, words, Runnable::run);
    if (journal != null) {
      text.editor()
          .install(
              new UnsavedWork(
                  journal, document, Runnable::run, Runnable::run, e -> said.add("" + e)));
    }
    return text;
  }

  private Workspace workspace(OpenText text) {
    return new Workspace(
        text,
        new RunSession(engine, Runnable::run, System::nanoTime),
        words,
        Look.of(Theme.LIGHT, Locale.ENGLISH),
        new Analyses(engine));
  }

  @BeforeEach
  void toolkit() throws Exception {
    answers.unsaved = Questions.Unsaved.DISCARD;
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

  private String text() {
    return only().editor().area().getText();
  }

  private void type(String text) {
    only().editor().area().insertText(0, text);
  }

  /** As another program does; its time differs whatever the disk's clock says. */
  private static void writeElsewhere(Path file, String text) {
    try {
      Files.writeString(file, text);
      Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000L + text.length()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatIsUnchangedHereTakesTheFilesNewText() throws Exception {
    Path file = Files.writeString(folder.resolve("a.c"), "int a;\nint b;\n");
    robot.interact(
        () -> {
          programs.open(file);
          only().editor().area().moveTo(3);
          writeElsewhere(file, "int a;\nint changed;\n");
          check.look(programs.tabs());
          assertThat(text()).isEqualTo("int a;\nint changed;\n");
          assertThat(only().document().changed()).isFalse();
          assertThat(only().editor().area().getCaretPosition()).isEqualTo(3);
          only().editor().area().undo();
          assertThat(text()).isEqualTo("int a;\nint b;\n");
          assertThat(only().document().changed()).isTrue();
        });
  }

  @Test
  void whatWasChangedInBothPlacesIsNeverWrittenOverWithoutBeingAsked() throws Exception {
    Path file = Files.writeString(folder.resolve("a.c"), "int a;\n");
    robot.interact(
        () -> {
          programs.open(file);
          type("int mine;\n");
          writeElsewhere(file, "int theirs;\n");
          programs.saving().save(only(), () -> said.add("saved"));
          assertThat(said).isEmpty();
          assertThat(file).hasContent("int theirs;\n");
          assertThat(only().document().otherProperty().get()).isNotNull();
          assertThat(text()).startsWith("int mine;");
          only().document().keepMine();
          programs.saving().save(only(), () -> said.add("saved"));
          assertThat(said).containsExactly("saved");
        });
    assertThat(file).hasContent("int mine;\nint a;\n");
  }

  @Test
  void reloadTakesTheirs() throws Exception {
    Path file = Files.writeString(folder.resolve("a.c"), "int a;\n");
    robot.interact(
        () -> {
          programs.open(file);
          type("int mine;\n");
          writeElsewhere(file, "int theirs;\n");
          check.look(programs.tabs());
          var found = Objects.requireNonNull(only().document().otherProperty().get());
          only().reload(Objects.requireNonNull(found.text()), found.stamp());
          assertThat(text()).isEqualTo("int theirs;\n");
          assertThat(only().document().changed()).isFalse();
          assertThat(only().document().otherProperty().get()).isNull();
        });
  }

  @Test
  void aFileThatWasTakenAwayLeavesItsTextHere() throws Exception {
    Path file = Files.writeString(folder.resolve("a.c"), "int a;\n");
    robot.interact(
        () -> {
          programs.open(file);
          try {
            Files.delete(file);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
          check.look(programs.tabs());
          assertThat(only().document().changed()).isTrue();
          programs.saving().save(only(), () -> {});
          assertThat(only().document().changed()).isFalse();
        });
    assertThat(file).hasContent("int a;\n");
  }

  @Test
  void whatIsNoUtf8CanBeLookedAtAndStaysAsItIs() throws Exception {
    byte[] bytes = {'a', (byte) 0xe9, '\n'};
    Path file = Files.write(folder.resolve("latin.c"), bytes);
    robot.interact(
        () -> {
          programs.open(file);
          assertThat(programs.open()).isEmpty();
          offered.get(0).run();
          assertThat(text()).isEqualTo("a\u00e9\n");
          assertThat(only().editor().area().isEditable()).isFalse();
          answers.file = file;
          programs.saving().save(only(), () -> {});
          answers.file = folder.resolve("utf8.c");
          programs.saving().save(only(), () -> {});
          assertThat(only().editor().area().isEditable()).isTrue();
        });
    assertThat(file).hasBinaryContent(bytes);
    assertThat(folder.resolve("utf8.c")).hasContent("a\u00e9\n");
  }

  @Test
  void unsavedWorkIsKeptAndComesBack() throws Exception {
    Path file = Files.writeString(folder.resolve("a.c"), "int a;\n");
    Path kept = folder.resolve("unsaved");
    journal = new Journal(kept);
    robot.interact(
        () -> {
          programs.open(file);
          assertThat(kept).doesNotExist();
          type("int b;\n");
        });
    assertThat(entries(kept)).hasSize(1);
    robot.interact(() -> programs.saving().save(only(), () -> {}));
    assertThat(entries(kept)).isEmpty();
    robot.interact(
        () -> {
          type("int c;\n");
          programs.close(only(), () -> {});
          assertThat(entries(kept)).isEmpty();
          programs.restore(new Kept("a.c", file, "int c;\nint b;\nint a;\n"));
          assertThat(text()).startsWith("int c;");
          assertThat(only().document().changed()).isTrue();
          assertThat(only().document().path()).isEqualTo(file);
        });
    assertThat(entries(kept)).hasSize(1);
    journal.close();
  }

  private static List<Path> entries(Path root) {
    try (var files = Files.walk(root)) {
      return files.filter(f -> f.toString().endsWith(".kept")).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
