package probewright.app.assist;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import probewright.language.Completion;
import probewright.language.Completions;
import probewright.language.NameMatch;

/** The list of what can stand at the caret: filtered while a person types on. JavaFX thread. */
final class CompletionModel {
  private final ObservableList<Item> items = FXCollections.observableArrayList();
  private final ReadOnlyIntegerWrapper selected = new ReadOnlyIntegerWrapper();
  private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
  private Completions found = new Completions(0, List.of(), false);

  /**
   * One that fits.
   *
   * @param letters those of its name that were typed
   */
  record Item(Completion completion, List<Integer> letters) {
    static Item of(Completion completion, String word) {
      int before = Math.max(0, completion.insert().length() - completion.name().length());
      return new Item(
          completion,
          NameMatch.of(word, completion.insert())
              .map(
                  match ->
                      match.letters().stream()
                          .map(letter -> letter - before)
                          .filter(at -> at >= 0 && at < completion.name().length())
                          .toList())
              .orElse(List.of()));
    }
  }

  /** The fitting ones, the best first. */
  ObservableList<Item> items() {
    return items;
  }

  ReadOnlyIntegerProperty selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty openProperty() {
    return open.getReadOnlyProperty();
  }

  /** Where the word begins. */
  int start() {
    return found.start();
  }

  boolean isOpen() {
    return open.get();
  }

  /** Shows an answer; it closes where nothing fits, or all that fits is written already. */
  void show(Completions answer, String word) {
    found = answer;
    filter(word);
  }

  /**
   * The word is another one now.
   *
   * @return whether the list has to be asked for anew, as it was not whole
   */
  boolean typed(String word) {
    filter(word);
    return found.more();
  }

  private void filter(String word) {
    List<Item> fits =
        NameMatch.ranked(word, found.choices(), Completion::insert, Integer.MAX_VALUE).stream()
            .map(completion -> Item.of(completion, word))
            .toList();
    boolean written = fits.size() == 1 && fits.get(0).completion().insert().equals(word);
    if (fits.isEmpty() || written) {
      close();
      return;
    }
    // an answer that says the same again changes nothing, not even the choice
    if (!items.equals(fits)) {
      items.setAll(fits);
      selected.set(0);
    }
    open.set(true);
  }

  void close() {
    open.set(false);
    items.clear();
    selected.set(0);
  }

  /** Moves the choice; beyond an end it goes on at the other for single steps. */
  void move(int by) {
    int size = items.size();
    if (size > 0) {
      int to = selected.get() + by;
      boolean step = Math.abs(by) == 1;
      selected.set(step ? Math.floorMod(to, size) : Math.max(0, Math.min(size - 1, to)));
    }
  }

  void select(int index) {
    if (index >= 0 && index < items.size()) {
      selected.set(index);
    }
  }

  /** The choice now. */
  Optional<Completion> choice() {
    return open.get() ? Optional.of(items.get(selected.get()).completion()) : Optional.empty();
  }
}
