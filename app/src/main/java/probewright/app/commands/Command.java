package probewright.app.commands;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;
import probewright.app.words.Words;

/**
 * One thing a person can do. JavaFX thread.
 *
 * @param id its words stand in the bundles under {@code command.ID}
 * @param keys of which each does it; the first one is shown
 * @param where the focus has to be for the keys to work
 * @param hindrance why it cannot be done now, in the window's words; empty when it can
 */
public record Command(
    String id,
    Section section,
    List<KeyCombination> keys,
    Where where,
    Function<Words, String> hindrance,
    Runnable action) {

  /** Where keys work. */
  public enum Where {
    /** Wherever the focus is. */
    WINDOW,
    /** While a text that is written has the focus. */
    TEXT,
    /** The same, or a page that can only be read. */
    ANY_TEXT,
    /**
     * The part that has the focus takes the key itself; such a command is on the keys sheet only.
     */
    PART
  }

  public Command {
    keys = List.copyOf(keys);
  }

  /**
   * A command that can always be done.
   *
   * @param keys such as {@code Ctrl+Shift+P}, {@code F8} or {@code ?}
   */
  public static Command of(String id, Section section, Runnable action, String... keys) {
    return new Command(
        id,
        section,
        Stream.of(keys).map(KeyText::parse).toList(),
        Where.WINDOW,
        words -> "",
        action);
  }

  /** A key that a part of the window takes while it has the focus, told on the keys sheet. */
  public static Command ofPart(String id, Section section, String... keys) {
    Command told = of(id, section, () -> {}, keys);
    return new Command(id, section, told.keys, Where.PART, told.hindrance, told.action);
  }

  /** A command on what is chosen now, such as the program that is seen; not possible without. */
  public static <T> Command on(
      ObservableValue<? extends @Nullable T> chosen,
      String id,
      Section section,
      Consumer<T> action,
      String... keys) {
    return of(
            id,
            section,
            () -> {
              @Nullable T now = chosen.getValue();
              if (now != null) {
                action.accept(now);
              }
            },
            keys)
        .unless(words -> chosen.getValue() == null ? words.get("command.no-program") : "");
  }

  /** The same, possible only while {@code enabled}; {@code reasonKey} says why it is not. */
  public Command when(ObservableBooleanValue enabled, String reasonKey) {
    return unless(words -> enabled.get() ? "" : words.get(reasonKey));
  }

  /** The same, with one more reason for which it may not be possible. */
  public Command unless(Function<Words, String> reason) {
    Function<Words, String> both =
        words -> {
          String first = hindrance.apply(words);
          return first.isEmpty() ? reason.apply(words) : first;
        };
    return new Command(id, section, keys, where, both, action);
  }

  /** The same, its keys working only while a text that is written has the focus. */
  public Command inText() {
    return new Command(id, section, keys, Where.TEXT, hindrance, action);
  }

  /** The same, its keys working in pages too that can only be read. */
  public Command inAnyText() {
    return new Command(id, section, keys, Where.ANY_TEXT, hindrance, action);
  }

  /** The key of its words. */
  public String key() {
    return "command." + id;
  }
}
