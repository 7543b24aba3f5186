package probewright.app.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;
import probewright.app.frame.Island;
import probewright.app.frame.Overlay;
import probewright.app.frame.Symbols;
import probewright.app.settings.Appearance;
import probewright.app.settings.Appearance.Choice;
import probewright.app.settings.Appearance.Motion;
import probewright.app.settings.Settings;
import probewright.app.words.Words;

/** The settings as a sheet over the window; each change is seen at once and kept. */
final class PreferencesView extends VBox {
  private final Words words;
  private final Memory memory;
  private final Overlay overlay;
  private final List<Runnable> refreshes = new ArrayList<>();

  /** Held here, so that it lives as long as the sheet does. */
  private final ChangeListener<Settings> changed =
      (o, was, now) -> refreshes.forEach(Runnable::run);

  PreferencesView(Words words, Memory memory, Overlay overlay) {
    this.words = words;
    this.memory = memory;
    this.overlay = overlay;
    setId("preferences");
    getStyleClass().addAll("over", "preferences");
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    getChildren()
        .addAll(
            Island.header(
                Symbols.material(Material2OutlinedMZ.SETTINGS, 16),
                Island.label(words, "preferences.title"),
                Island.label(words, "preferences.quiet"),
                Island.iconButton(words, Material2AL.CLOSE, "keys.close-list", overlay::close)),
            theme(),
            language(),
            textSize(),
            motion(),
            reopen());
    memory.settingsProperty().addListener(new WeakChangeListener<>(changed));
  }

  void open() {
    refreshes.forEach(Runnable::run);
    Node first = lookup("#theme-" + low(memory.settings().appearance().theme()));
    overlay.show(this, first == null ? this : first);
  }

  private Node theme() {
    return row(
        "preferences.theme",
        "preferences.theme.what",
        choices(
            "theme",
            Choice.values(),
            Map.of(
                Choice.DESKTOP, "preferences.desktop",
                Choice.LIGHT, "preferences.theme.light",
                Choice.DARK, "preferences.theme.dark"),
            Appearance::theme,
            Appearance::withTheme));
  }

  private Node language() {
    ToggleButton desktop = choice("language-desktop", a -> a.withLanguage(null));
    desktop.textProperty().bind(words.of("preferences.desktop"));
    ToggleButton english = choice("language-en", a -> a.withLanguage(Locale.ENGLISH));
    english.setText("English");
    ToggleButton chinese = choice("language-zh", a -> a.withLanguage(Words.CHINESE));
    chinese.setText("中文");
    chinese.getStyleClass().add("in-chinese");
    refreshes.add(
        () -> {
          @Nullable Locale now = memory.settings().appearance().language();
          desktop.setSelected(now == null);
          english.setSelected(now != null && !Words.nearest(now).equals(Words.CHINESE));
          chinese.setSelected(now != null && Words.nearest(now).equals(Words.CHINESE));
        });
    return row(
        "preferences.language",
        "preferences.language.what",
        segments(List.of(desktop, english, chinese)));
  }

  private Node textSize() {
    Label size = new Label();
    size.setId("text-size");
    size.getStyleClass().addAll("figures", "size");
    refreshes.add(
        () ->
            size.setText(
                words.get("preferences.size.pixels", memory.settings().appearance().textSize())));
    HBox buttons =
        new HBox(
            Island.iconButton(words, Material2MZ.REMOVE, "command.view.smaller", () -> resize(-1)),
            size,
            Island.iconButton(words, Material2AL.ADD, "command.view.larger", () -> resize(1)));
    buttons.getStyleClass().add("sizes");
    return row("preferences.size", "preferences.size.what", buttons);
  }

  private void resize(int by) {
    edit(a -> a.withTextSize(a.textSize() + by));
  }

  private Node motion() {
    return row(
        "preferences.motion",
        "preferences.motion.what",
        choices(
            "motion",
            Motion.values(),
            Map.of(
                Motion.DESKTOP, "preferences.desktop",
                Motion.FULL, "preferences.motion.full",
                Motion.REDUCED, "preferences.motion.reduced"),
            Appearance::motion,
            Appearance::withMotion));
  }

  private Node reopen() {
    CheckBox box = new CheckBox();
    box.setId("reopen");
    box.accessibleTextProperty().bind(words.of("preferences.reopen"));
    box.setOnAction(e -> memory.change(s -> s.withReopening(box.isSelected())));
    refreshes.add(() -> box.setSelected(memory.settings().reopening().wanted()));
    return row("preferences.reopen", "preferences.reopen.what", box);
  }

  private <E extends Enum<E>> Node choices(
      String id,
      E[] values,
      Map<E, String> keys,
      Function<Appearance, E> get,
      java.util.function.BiFunction<Appearance, E, Appearance> set) {
    List<ToggleButton> buttons = new ArrayList<>();
    for (E value : values) {
      ToggleButton button = choice(id + "-" + low(value), a -> set.apply(a, value));
      button.textProperty().bind(words.of(String.valueOf(keys.get(value))));
      refreshes.add(() -> button.setSelected(get.apply(memory.settings().appearance()) == value));
      buttons.add(button);
    }
    return segments(buttons);
  }

  private ToggleButton choice(String id, UnaryOperator<Appearance> edit) {
    ToggleButton button = new ToggleButton();
    button.setId(id);
    button.getStyleClass().add("segment");
    button.setOnAction(
        e -> {
          edit(edit);
          // a second click does not take a choice away
          button.setSelected(true);
        });
    return button;
  }

  private void edit(UnaryOperator<Appearance> edit) {
    memory.change(s -> s.withAppearance(edit));
  }

  private static Node segments(List<ToggleButton> buttons) {
    HBox segments = new HBox();
    segments.getChildren().addAll(buttons);
    segments.getStyleClass().add("segments");
    return segments;
  }

  private Node row(String key, String whatKey, Node control) {
    Label what = Island.label(words, whatKey, "secondary");
    what.setWrapText(true);
    VBox texts = new VBox(Island.label(words, key, "preference-title"), what);
    texts.setMinWidth(0);
    HBox.setHgrow(texts, javafx.scene.layout.Priority.ALWAYS);
    if (control instanceof Region region) {
      region.setMinWidth(USE_PREF_SIZE);
    }
    HBox row = new HBox(texts, control);
    row.getStyleClass().add("preference");
    return row;
  }

  private static String low(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
