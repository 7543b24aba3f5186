package probewright.app.window;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2MZ;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import probewright.app.frame.Island;
import probewright.app.frame.Symbols;
import probewright.app.words.Words;
import probewright.lessons.LessonProgram;

/** What stands in the window while no program is open: what to open, and the first minute. */
final class Welcome extends VBox {
  private static final double ICON = 50;

  private final Words words;

  /** What the page leads to. */
  interface Ways {
    void lesson(LessonProgram program);

    void recent(Path file);

    void open();

    void create();
  }

  Welcome(Words words, List<LessonProgram> programs, List<Path> recent, Ways ways) {
    this.words = words;
    setId("welcome");
    getStyleClass().add("welcome");
    getChildren().addAll(head(ways), programs(programs, ways), minute());
    if (!recent.isEmpty()) {
      getChildren().add(2, recent(recent, ways::recent));
    }
  }

  private Node head(Ways ways) {
    ImageView icon = new ImageView(new Image("/probewright/app/icons/probewright-128.png"));
    icon.setFitWidth(ICON);
    icon.setFitHeight(ICON);
    icon.setSmooth(true);
    VBox titles =
        new VBox(
            Island.label(words, "welcome.title", "page-title"),
            Island.label(words, "welcome.subtitle", "page-subtitle"));
    Button open = new Button();
    open.setId("welcome-open");
    open.textProperty().bind(words.of("file.open"));
    open.setGraphic(Symbols.material(Material2OutlinedAL.FOLDER_OPEN, 16));
    open.setOnAction(e -> ways.open());
    Button create = new Button();
    create.setId("welcome-new");
    create.textProperty().bind(words.of("file.new"));
    create.setGraphic(Symbols.material(Material2OutlinedAL.ADD, 16));
    create.setOnAction(e -> ways.create());
    HBox head = new HBox(icon, titles, Island.spring(), open, create);
    head.getStyleClass().add("welcome-head");
    return head;
  }

  private Node programs(List<LessonProgram> programs, Ways ways) {
    HBox cards = new HBox();
    cards.getStyleClass().add("cards");
    for (LessonProgram program : programs) {
      cards.getChildren().add(card(program, ways));
    }
    return new Island(
        header("welcome.programs", "welcome.programs.quiet", Symbols.own("kprobe", 16, "accent")),
        cards);
  }

  private Node card(LessonProgram program, Ways ways) {
    Label name = new Label(program.file());
    name.getStyleClass().addAll("code", "card-title");
    Label what = new Label();
    what.textProperty().bind(words.of(whatKey(program.id())));
    what.getStyleClass().add("card-text");
    what.setWrapText(true);
    HBox title = new HBox(Symbols.own(symbol(program.id()), 18, "accent"), name);
    title.getStyleClass().add("card-head");
    Button card = new Button();
    card.setId("lesson-" + program.id());
    card.setGraphic(new VBox(6, title, what));
    card.setAlignment(Pos.TOP_LEFT);
    card.getStyleClass().add("card");
    card.setMaxWidth(Double.MAX_VALUE);
    card.setPrefWidth(100);
    HBox.setHgrow(card, Priority.ALWAYS);
    card.setOnAction(e -> ways.lesson(program));
    card.setAccessibleText(program.file());
    return card;
  }

  /** What a program shows, in the window's words. */
  static String whatKey(String id) {
    return switch (id) {
      case "hello_world" -> "program.hello-world";
      case "hello_perf_output" -> "program.hello-perf-output";
      case "bitehist" -> "program.bitehist";
      default -> "program.other";
    };
  }

  /** The panel a program fills. */
  static String symbol(String id) {
    return switch (id) {
      case "hello_world" -> "p-trace";
      case "bitehist" -> "p-hist";
      default -> "p-table";
    };
  }

  private Node recent(List<Path> files, Consumer<Path> open) {
    VBox rows = new VBox();
    rows.getStyleClass().add("recent");
    for (Path file : files) {
      Hyperlink name = new Hyperlink(String.valueOf(file.getFileName()));
      name.setOnAction(e -> open.accept(file));
      Label folder = new Label(String.valueOf(file.getParent()));
      folder.getStyleClass().addAll("figures", "secondary");
      HBox row =
          new HBox(Symbols.material(Material2OutlinedAL.INSERT_DRIVE_FILE, 15), name, folder);
      row.getStyleClass().add("recent-row");
      rows.getChildren().add(row);
    }
    return new Island(
        header(
            "welcome.recent",
            "welcome.recent.quiet",
            Symbols.material(Material2OutlinedAL.HISTORY, 16)),
        rows);
  }

  private Node minute() {
    HBox steps =
        new HBox(
            step(Symbols.own("kprobe", 18, "accent"), "welcome.step1", "welcome.step1.text"),
            step(
                Symbols.material(Material2MZ.PLAY_ARROW, 20),
                "welcome.step2",
                "welcome.step2.text"),
            step(Symbols.own("p-hist", 18, "accent"), "welcome.step3", "welcome.step3.text"));
    steps.getStyleClass().add("cards");
    return new Island(
        header("welcome.minute", "welcome.minute.quiet", Symbols.own("p-rate", 16, "accent")),
        steps);
  }

  private Node step(Node symbol, String title, String text) {
    HBox head = new HBox(symbol, Island.label(words, title, "card-title"));
    head.getStyleClass().add("card-head");
    Label body = Island.label(words, text, "card-text");
    body.setWrapText(true);
    VBox step = new VBox(6, head, body);
    step.getStyleClass().add("step");
    step.setPrefWidth(100);
    HBox.setHgrow(step, Priority.ALWAYS);
    return step;
  }

  private HBox header(String title, String quiet, Node symbol) {
    return Island.header(symbol, Island.label(words, title), Island.label(words, quiet));
  }
}
