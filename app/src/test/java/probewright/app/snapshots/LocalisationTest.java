package probewright.app.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import org.fxmisc.richtext.GenericStyledArea;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.util.WaitForAsyncUtils;
import probewright.app.settings.Appearance.Choice;
import probewright.app.snapshots.StillWindow.State;
import probewright.app.words.Words;

/** Every word in the window comes from a bundle: none is the same in both languages. */
@Tag("window")
class LocalisationTest {
  /** Names of the program, of languages and of files, keys, units: the same in all languages. */
  private static final Pattern NAMES =
      Pattern.compile(
          "Probewright|BPF|\\w+:\\w+=\\w+|English|中文|[\\w./-]+\\.[ch]( \u2022)?|(Ctrl|Alt|Shift|F\\d+|Space|End|Page (Up|Down))\\S*"
              + "|[\\d.,:]+( px| ms| s)?|.|vm:.*");

  private static final Set<String> DATA = Set.of("key", "code", "figures");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void noWordIsTheSameInBothLanguages(State state) throws Exception {
    Set<String> both = texts(state, Locale.ENGLISH);
    assertThat(both).hasSizeGreaterThan(5);
    both.retainAll(texts(state, Words.CHINESE));
    both.removeIf(text -> NAMES.matcher(text).matches());
    assertThat(both).isEmpty();
  }

  private Set<String> texts(State state, Locale language) throws Exception {
    try (StillWindow window = new StillWindow(folder, Choice.LIGHT, language)) {
      window.show(state);
      return WaitForAsyncUtils.waitForAsyncFx(
          20_000,
          () -> {
            Set<String> texts = new TreeSet<>();
            collect(window.scene().getRoot(), texts);
            return texts;
          });
    }
  }

  private static void collect(Node node, Set<String> texts) {
    boolean data =
        node instanceof GenericStyledArea || node.getStyleClass().stream().anyMatch(DATA::contains);
    if (data || !node.isVisible()) {
      return;
    }
    add(texts, node.getAccessibleText());
    if (node instanceof Labeled labeled) {
      add(texts, labeled.getText());
    }
    if (node instanceof TextField field) {
      add(texts, field.getPromptText());
    }
    if (node instanceof Control control && control.getTooltip() != null) {
      add(texts, control.getTooltip().getText());
    }
    if (node instanceof Parent parent && !(node instanceof TextInputControl)) {
      parent.getChildrenUnmodifiable().forEach(child -> collect(child, texts));
    }
  }

  private static void add(Set<String> texts, String text) {
    if (text != null && text.codePoints().anyMatch(Character::isLetter)) {
      texts.add(text.strip());
    }
  }
}
