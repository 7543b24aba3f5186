package probewright.app.workspace;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import probewright.app.assist.Assistance;
import probewright.app.commands.Command;
import probewright.app.commands.Section;

/** What helps a person who writes a program. */
public final class WritingCommands {
  private static final Section CODE = Section.HELP_FOR_CODE;

  private final ObservableValue<@Nullable Workspace> seen;

  /**
   * @param seen the program that is seen; null without one
   */
  public WritingCommands(ObservableValue<@Nullable Workspace> seen) {
    this.seen = seen;
  }

  public List<Command> all() {
    return Stream.concat(text().stream(), head().stream()).toList();
  }

  private List<Command> head() {
    return List.of(
        Command.on(seen, "code.attach", CODE, w -> w.head().attach()),
        Command.on(seen, "code.parameters", CODE, w -> w.head().toggleParameters()));
  }

  private List<Command> text() {
    return Stream.concat(
            Stream.of(
                    Command.on(seen, "code.complete", CODE, on(Assistance::complete), "Ctrl+Space"),
                    Command.on(
                        seen,
                        "code.signature",
                        CODE,
                        on(Assistance::signature),
                        "Ctrl+Shift+Space"),
                    Command.on(seen, "code.hover", CODE, on(Assistance::hover), "Ctrl+I"))
                .map(Command::inText),
            // a page has definitions of its own
            Stream.of(
                    Command.on(seen, "code.definition", CODE, on(Assistance::definition), "F12"),
                    Command.on(seen, "code.back", CODE, on(Assistance::back), "Alt+Left"),
                    Command.on(seen, "code.forward", CODE, on(Assistance::forward), "Alt+Right"))
                .map(Command::inAnyText))
        .toList();
  }

  private static Consumer<Workspace> on(Consumer<Assistance> action) {
    return workspace -> action.accept(workspace.assistance());
  }
}
