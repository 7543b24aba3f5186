package probewright.app.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probewright.app.session.HeaderFile;
import probewright.app.session.ProgramSource;

/** The files beside a program, as its text and the disk have them. */
class HeadersModelTest {
  @TempDir private Path folder;
  private String text = "#include \"a.h\"\n";
  private Map<Path, String> open = Map.of();
  private final Queue<Runnable> disk = new ArrayDeque<>();

  private final HeadersModel model =
      new HeadersModel(
          () -> new ProgramSource("p.c", folder.resolve("p.c"), text, Map.of(), open),
          disk::add,
          Runnable::run,
          new Pause() {
            @Override
            public void restart(Runnable task) {
              task.run();
            }

            @Override
            public void stop() {}
          });

  private void look() {
    model.look();
    while (!disk.isEmpty()) {
      disk.remove().run();
    }
  }

  @Test
  void oneThatIsNotThereIsListedUntilItIs() throws Exception {
    look();
    assertThat(model.all()).extracting(HeaderFile::there).containsExactly(false);
    Path header = Files.writeString(folder.resolve("a.h"), "int a;\n");
    look();
    assertThat(model.at(header)).map(HeaderFile::there).contains(true);
    assertThat(model.named("a.h")).map(HeaderFile::text).contains("int a;\n");
  }

  @Test
  void whatAHeaderHoldsIsAChangeWhereverItWasMade() throws Exception {
    Path header = Files.writeString(folder.resolve("a.h"), "int a;\n");
    look();
    int[] changes = {0};
    model.allProperty().addListener((o, was, now) -> changes[0]++);
    look();
    assertThat(changes[0]).isZero();
    Files.writeString(header, "int disk;\n");
    look();
    open = Map.of(header, "int edited;\n");
    look();
    assertThat(changes[0]).isEqualTo(2);
    assertThat(model.all()).extracting(HeaderFile::text).containsExactly("int edited;\n");
  }

  @Test
  void whatIsAskedWhileTheDiskIsBusyIsAskedOnceMoreBehindIt() {
    model.look();
    text = "#include \"b.h\"\n";
    model.edited();
    model.edited();
    assertThat(disk).hasSize(1);
    disk.remove().run();
    disk.remove().run();
    assertThat(disk).isEmpty();
    assertThat(model.all()).extracting(HeaderFile::name).containsExactly("b.h");
  }

  @Test
  void aClosedProgramIsTakenNoNoteOf() {
    model.look();
    model.close();
    disk.remove().run();
    assertThat(model.all()).isEmpty();
  }

  @Test
  void aNameThatNoFileCanHaveEndsNothing() throws Exception {
    text = "#include \"a\u0000.h\"\n";
    Throwable unused = catchThrowable(this::look);
    text = "#include \"a.h\"\n";
    look();
    assertThat(model.all()).extracting(HeaderFile::name).containsExactly("a.h");
  }
}
