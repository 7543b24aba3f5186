package probewright.app.assist;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import probewright.app.frame.Symbols;
import probewright.language.Completion;

/** A row of the list: what it is, its name with the typed letters marked, its type. */
final class CompletionCell extends ListCell<CompletionModel.Item> {
  private final StackPane symbol = new StackPane();
  private final TextFlow name = new TextFlow();
  private final Label detail = new Label();
  private final HBox row = new HBox(symbol, name, detail);
  private CompletionModel.@Nullable Item shown;

  /** What a click on a row does. */
  interface Chosen {
    void at(int index, boolean twice);
  }

  CompletionCell(Chosen chosen) {
    getStyleClass().add("completion");
    row.getStyleClass().add("completion-row");
    symbol.getStyleClass().add("completion-symbol");
    detail.getStyleClass().addAll("code", "completion-detail");
    detail.setTextOverrun(OverrunStyle.ELLIPSIS);
    HBox.setHgrow(detail, Priority.ALWAYS);
    detail.setMaxWidth(Double.MAX_VALUE);
    name.setMinWidth(USE_PREF_SIZE);
    // the list must not take the focus from the text
    addEventFilter(
        MouseEvent.MOUSE_PRESSED,
        event -> {
          if (!isEmpty()) {
            chosen.at(getIndex(), event.getClickCount() > 1);
          }
          event.consume();
        });
    setGraphic(row);
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(CompletionModel.Item item, boolean empty) {
    super.updateItem(item, empty);
    row.setVisible(!empty && item != null);
    // a list tells its rows again and again what they show; new letters are styled a pulse later
    if (empty || item == null || item.equals(shown)) {
      return;
    }
    shown = item;
    Completion completion = item.completion();
    symbol.getChildren().setAll(symbol(completion));
    name.getChildren().setAll(letters(completion.name(), item.letters()));
    // the name stands there already
    detail.setText(completion.detail().replace(completion.name() + "(", "("));
  }

  private static List<Text> letters(String name, List<Integer> typed) {
    List<Text> parts = new java.util.ArrayList<>();
    int from = 0;
    while (from < name.length()) {
      boolean marked = typed.contains(from);
      int to = from + 1;
      while (to < name.length() && typed.contains(to) == marked) {
        to++;
      }
      Text part = new Text(name.substring(from, to));
      part.getStyleClass().add(marked ? "typed-letters" : "letters");
      parts.add(part);
      from = to;
    }
    return parts;
  }

  private static Node symbol(Completion completion) {
    return switch (completion.kind()) {
      case MAP -> Symbols.own("p-map", 14, "map");
      case PROBE -> Symbols.own(probe(completion.insert()), 14, "accent");
      case METHOD -> letter("m", "helper");
      case FUNCTION -> letter("f", "plain");
      case HELPER -> letter("h", "helper");
      case MACRO -> letter("#", "macro");
      case TYPE -> letter("T", "type");
      case CONSTANT -> letter("c", "macro");
      case MEMBER -> letter(".", "plain");
      case VARIABLE -> letter("v", "plain");
      case KEYWORD -> letter("k", "keyword");
    };
  }

  private static String probe(String insert) {
    if (insert.startsWith("kretprobe")) {
      return "kretprobe";
    }
    return insert.startsWith("kprobe") || insert.startsWith("syscall") ? "kprobe" : "tracepoint";
  }

  private static Node letter(String letter, String role) {
    Label badge = new Label(letter);
    badge.getStyleClass().addAll("kind-badge", role);
    return badge;
  }
}
