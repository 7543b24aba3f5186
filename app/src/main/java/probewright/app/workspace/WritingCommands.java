package probewright.app.workspace;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import probewright.app.assist.Assistance;
import probewright.app.commands.Command;
import probewright.app.commands.Section;

/** What helps a person who writes a program. */
public final class WritingCommands {
  private final ObservableValue<@Nullable Workspace> seen;

  /**
   * @param seen the program that is seen; null without one
   */
  public WritingCommands(ObservableValue<@Nullable Workspace> seen) {
    this.seen = seen;
  }

  public List<Command> all() {
    return List.of(
        help("code.complete", Assistance::complete, "Ctrl+Space"),
        help("code.signature", Assistance::signature, "Ctrl+Shift+Space"),
        help("code.hover", Assistance::hover, "Ctrl+I"),
        help("code.definition", Assistance::definition, "F12"),
        help("code.back", Assistance::back, "Alt+Left"),
        help("code.forward", Assistance::forward, "Alt+Right"));
  }

  private Command help(String id, Consumer<Assistance> action, String keys) {
    return Command.on(
            seen,
            id,
            Section.HELP_FOR_CODE,
            workspace -> action.accept(workspace.assistance()),
            keys)
        .inText();
  }
}
