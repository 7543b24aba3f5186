package probewright.app.commands;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCharacterCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.fxmisc.richtext.GenericStyledArea;
import org.jspecify.annotations.Nullable;
import probewright.app.commands.Command.Where;
import probewright.app.editor.CodeEditor;
import probewright.app.words.Words;

/** All commands of the window, and the keys that do them. JavaFX thread. */
public final class CommandRegistry {
  private static final int REMEMBERED = 8;

  private final Words words;
  private final List<Command> commands = new ArrayList<>();
  private final List<String> recent = new ArrayList<>();

  public CommandRegistry(Words words) {
    this.words = words;
  }

  /**
   * Adds commands.
   *
   * @throws IllegalArgumentException for an id or a key that another command has
   */
  public void add(Collection<Command> more) {
    for (Command command : more) {
      for (Command other : commands) {
        if (other.id().equals(command.id()) || shareKey(other, command)) {
          throw new IllegalArgumentException(command.id() + " and " + other.id());
        }
      }
      commands.add(command);
    }
  }

  /** All of them, in the order they were added. */
  public List<Command> all() {
    return List.copyOf(commands);
  }

  /** The one with this id. */
  public Optional<Command> find(String id) {
    return commands.stream().filter(c -> c.id().equals(id)).findFirst();
  }

  /** Ids of those chosen in the palette, the last one first. */
  public List<String> recent() {
    return List.copyOf(recent);
  }

  /** Does it, if it can be done, and remembers that it was chosen. */
  public void choose(Command command) {
    recent.remove(command.id());
    recent.add(0, command.id());
    if (recent.size() > REMEMBERED) {
      recent.remove(REMEMBERED);
    }
    run(command);
  }

  /** Why a command cannot be done now; empty when it can. */
  public String hindrance(Command command) {
    return command.hindrance().apply(words);
  }

  /**
   * Listens before the focused node does: an editor would take Ctrl+Enter for a new line.
   *
   * @param blocked true while something lies over the window that has the keys for itself
   */
  public void install(Scene scene, BooleanSupplier blocked) {
    scene.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (!blocked.getAsBoolean()) {
            pressed(event, scene.getFocusOwner());
          }
        });
    scene.addEventFilter(
        KeyEvent.KEY_TYPED,
        event -> {
          if (!blocked.getAsBoolean() && !writes(scene.getFocusOwner())) {
            typed(event);
          }
        });
  }

  private void pressed(KeyEvent event, @Nullable Node focus) {
    for (Command command : commands) {
      if (reaches(command.where(), focus)
          && command.keys().stream().anyMatch(keys -> matches(keys, event))) {
        event.consume();
        run(command);
        return;
      }
    }
  }

  private static boolean reaches(Where where, @Nullable Node focus) {
    return switch (where) {
      case WINDOW -> true;
      case TEXT -> focus instanceof GenericStyledArea && CodeEditor.ID.equals(focus.getId());
      case ANY_TEXT -> focus instanceof GenericStyledArea;
      case PART -> false;
    };
  }

  private static boolean matches(KeyCombination keys, KeyEvent event) {
    return !(keys instanceof KeyCharacterCombination) && keys.match(event);
  }

  private void typed(KeyEvent event) {
    for (Command command : commands) {
      for (KeyCombination keys : command.keys()) {
        if (keys instanceof KeyCharacterCombination character
            && character.getCharacter().equals(event.getCharacter())) {
          event.consume();
          run(command);
          return;
        }
      }
    }
  }

  private void run(Command command) {
    if (hindrance(command).isEmpty()) {
      command.action().run();
    }
  }

  /** Whether a node takes letters as text. */
  private static boolean writes(@Nullable Node focus) {
    return focus instanceof TextInputControl || focus instanceof GenericStyledArea;
  }

  /** Two parts may each have a key of the same name; what the window takes no part ever sees. */
  private static boolean shareKey(Command one, Command other) {
    boolean apart =
        one.where() != Where.WINDOW
            && other.where() != Where.WINDOW
            && (one.where() == Where.PART || other.where() == Where.PART);
    return !apart && one.keys().stream().anyMatch(other.keys()::contains);
  }
}
