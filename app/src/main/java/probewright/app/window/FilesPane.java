package probewright.app.window;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import probewright.app.frame.Island;
import probewright.app.frame.Symbols;
import probewright.app.words.Words;
import probewright.lessons.LessonProgram;

/** The list beside the work: the programs that come along, and files opened lately. */
final class FilesPane extends VBox {
  private final Words words;
  private final List<LessonProgram> programs;
  private final Welcome.Ways ways;

  FilesPane(Words words, List<LessonProgram> programs, Welcome.Ways ways) {
    this.words = words;
    this.programs = programs;
    this.ways = ways;
    setId("files");
    getStyleClass().addAll("island", "files");
  }

  void show(List<Path> recent) {
    getChildren().clear();
    getChildren()
        .add(
            Island.header(
                Symbols.material(Material2OutlinedAL.FOLDER, 16),
                Island.label(words, "rail.files"),
                new Label(),
                Island.iconButton(words, Material2OutlinedAL.FOLDER_OPEN, "file.open", ways::open),
                Island.iconButton(words, Material2OutlinedAL.ADD, "file.new", ways::create)));
    getChildren().add(Island.label(words, "welcome.programs", "list-caption"));
    for (LessonProgram program : programs) {
      getChildren()
          .add(
              row(
                  Symbols.own(Welcome.symbol(program.id()), 15, "accent"),
                  program.file(),
                  "",
                  () -> ways.lesson(program)));
    }
    if (!recent.isEmpty()) {
      getChildren().add(Island.label(words, "welcome.recent", "list-caption"));
    }
    for (Path file : recent) {
      getChildren()
          .add(
              row(
                  Symbols.material(Material2OutlinedAL.INSERT_DRIVE_FILE, 15),
                  String.valueOf(file.getFileName()),
                  file.toString(),
                  () -> ways.recent(file)));
    }
  }

  private static Node row(Node symbol, String name, String tip, Runnable open) {
    Button row = new Button();
    row.setGraphic(new HBox(8, symbol, new Label(name)));
    row.getStyleClass().add("list-row");
    row.setMaxWidth(Double.MAX_VALUE);
    row.setOnAction(e -> open.run());
    row.setAccessibleText(name);
    if (!tip.isEmpty()) {
      row.setTooltip(new Tooltip(tip));
    }
    return row;
  }
}
