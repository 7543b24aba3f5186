package probewright.app.window;

import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import probewright.app.frame.Island;
import probewright.app.frame.Symbols;
import probewright.app.window.OpenFilesModel.Kind;
import probewright.app.words.Words;
import probewright.lessons.LessonProgram;

/** The list beside the work: what is open, the programs that come along, files opened lately. */
final class FilesPane extends VBox {
  private final Words words;
  private final List<LessonProgram> programs;
  private final Welcome.Ways ways;
  private List<OpenFilesModel.Row> open = List.of();
  private List<Path> recent = List.of();

  FilesPane(Words words, List<LessonProgram> programs, Welcome.Ways ways) {
    this.words = words;
    this.programs = programs;
    this.ways = ways;
    setId("files");
    getStyleClass().addAll("island", "island-ground", "files");
  }

  /** Shows what is open. */
  void open(List<OpenFilesModel.Row> rows) {
    open = rows;
    show(recent);
  }

  void show(List<Path> lately) {
    recent = lately;
    getChildren().clear();
    getChildren()
        .add(
            Island.header(
                Symbols.material(Material2OutlinedAL.FOLDER, 16),
                Island.label(words, "rail.files"),
                new Label(),
                Island.iconButton(words, Material2OutlinedAL.FOLDER_OPEN, "file.open", ways::open),
                Island.iconButton(words, Material2OutlinedAL.ADD, "file.new", ways::create)));
    if (!open.isEmpty()) {
      getChildren().add(Island.label(words, "files.open", "list-caption"));
    }
    open.forEach(row -> getChildren().add(row(row)));
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

  private Node row(OpenFilesModel.Row row) {
    boolean below = row.kind() == Kind.HEADER || row.kind() == Kind.ABSENT;
    boolean absent = row.kind() == Kind.ABSENT;
    boolean program = row.kind() == Kind.PROGRAM;
    Node symbol =
        Symbols.material(
            program ? Material2OutlinedAL.INSERT_DRIVE_FILE : Material2OutlinedAL.DESCRIPTION, 15);
    String tip = absent ? words.get("files.absent", row.tip()) : row.tip();
    Button node = row(symbol, row.name(), tip, row.open());
    if (below) {
      node.getStyleClass().add("below");
    }
    if (absent) {
      node.getStyleClass().add("absent");
      Label quiet = new Label(words.get("files.create"));
      quiet.getStyleClass().add("island-quiet");
      ((HBox) node.getGraphic()).getChildren().addAll(Island.spring(), quiet);
    }
    if (row.seen()) {
      node.getStyleClass().add("seen");
    }
    return node;
  }

  private static Button row(Node symbol, String name, String tip, Runnable open) {
    Button row = new Button();
    HBox face = new HBox(8, symbol, new Label(name));
    face.setAlignment(Pos.CENTER_LEFT);
    row.setGraphic(face);
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
