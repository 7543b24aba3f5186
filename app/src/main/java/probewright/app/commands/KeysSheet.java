package probewright.app.commands;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import probewright.app.frame.Island;
import probewright.app.frame.Overlay;
import probewright.app.frame.Symbols;
import probewright.app.words.Words;

/** The keys of all commands, section by section. */
public final class KeysSheet extends VBox {
  private final CommandRegistry registry;
  private final Words words;
  private final Overlay overlay;

  /**
   * @param overlay what it is shown on
   */
  public KeysSheet(CommandRegistry registry, Words words, Overlay overlay) {
    this.registry = registry;
    this.words = words;
    this.overlay = overlay;
    setId("keys");
    getStyleClass().addAll("over", "keys-sheet");
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
  }

  /** Shows the keys there are now. */
  public void open() {
    HBox columns = new HBox();
    columns.getStyleClass().add("keys-columns");
    long rows = registry.all().stream().filter(c -> !c.keys().isEmpty()).count();
    VBox column = new VBox();
    int filled = 0;
    for (Section section : Section.values()) {
      List<Command> commands = of(section);
      if (commands.isEmpty()) {
        continue;
      }
      if (filled > 0
          && filled + commands.size() / 2 > rows / 2
          && columns.getChildren().isEmpty()) {
        columns.getChildren().add(column);
        column = new VBox();
      }
      column.getStyleClass().setAll("keys-column");
      column.getChildren().add(table(section, commands));
      filled += commands.size();
    }
    columns.getChildren().add(column);
    ScrollPane scroll = new ScrollPane(columns);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("keys-scroll");
    getChildren()
        .setAll(
            Island.header(
                Symbols.material(Material2OutlinedAL.KEYBOARD, 16),
                Island.label(words, "keys.title"),
                Island.label(words, "keys.quiet"),
                Island.iconButton(words, Material2AL.CLOSE, "keys.close-list", overlay::close)),
            scroll);
    overlay.show(this, scroll);
  }

  private List<Command> of(Section section) {
    return registry.all().stream()
        .filter(c -> c.section() == section && !c.keys().isEmpty())
        .toList();
  }

  /** One for each key; of a long row of them the ends. */
  private static List<Label> caps(List<KeyCombination> keys) {
    Label first = KeyCap.of(KeyText.of(keys.get(0)));
    Label last = KeyCap.of(KeyText.of(keys.get(keys.size() - 1)));
    return switch (keys.size()) {
      case 1 -> List.of(first);
      case 2 -> List.of(first, last);
      default -> List.of(first, new Label("\u2026"), last);
    };
  }

  private VBox table(Section section, List<Command> commands) {
    GridPane table = new GridPane();
    table.getStyleClass().add("keys");
    for (Command command : commands) {
      HBox caps = new HBox();
      caps.getStyleClass().add("key-caps");
      caps.getChildren().addAll(caps(command.keys()));
      Label what = Island.label(words, command.key());
      table.addRow(table.getRowCount(), caps, what);
    }
    return new VBox(Island.label(words, section.key(), "keys-section"), table);
  }
}
