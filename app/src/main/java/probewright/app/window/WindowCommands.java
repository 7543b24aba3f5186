package probewright.app.window;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import probewright.app.commands.Command;
import probewright.app.commands.Section;
import probewright.app.editor.EditorAction;
import probewright.app.workspace.Workspace;

/** The window's own commands; parts of the program bring theirs. */
final class WindowCommands {
  private final Workbench window;
  private final ObservableValue<@Nullable Workspace> seen;

  /**
   * @param seen the program that is seen; null on the welcome page
   */
  WindowCommands(Workbench window, ObservableValue<@Nullable Workspace> seen) {
    this.window = window;
    this.seen = seen;
  }

  List<Command> all() {
    List<Command> all = new ArrayList<>();
    all.addAll(running());
    all.addAll(files());
    all.addAll(text());
    all.addAll(going());
    all.addAll(around());
    return all;
  }

  private List<Command> running() {
    return List.of(
        Command.of("run.run", Section.RUN, window::run, "Ctrl+Enter", "F5")
            .unless(words -> window.reason(seen.getValue())),
        Command.on(seen, "run.stop", Section.RUN, w -> w.session().stop(), "Shift+F5")
            .unless(words -> Hindrances.ofStop(words, seen.getValue())),
        Command.on(
            seen, "run.verify", Section.RUN, w -> w.magic().askVerifier(), "Ctrl+Shift+Enter"),
        Command.of("run.target", Section.RUN, () -> window.frame().target().show(), "Ctrl+T"));
  }

  private List<Command> files() {
    Programs programs = window.programs();
    return List.of(
        Command.of("file.new", Section.FILES, programs::create, "Ctrl+N"),
        Command.of("file.open", Section.FILES, window::chooseFile, "Ctrl+O"),
        Command.on(seen, "file.new-header", Section.FILES, w -> programs.headers().create(w))
            .unless(words -> Hindrances.ofHeader(words, seen.getValue())),
        Command.on(
            seen,
            "file.save",
            Section.FILES,
            w -> programs.saving().save(w.shown(), () -> {}),
            "Ctrl+S"),
        Command.on(
            seen,
            "file.save-as",
            Section.FILES,
            w -> programs.saving().saveAs(w.shown(), () -> {}),
            "Ctrl+Shift+S"),
        Command.on(seen, "file.compare", Section.FILES, w -> w.shown().compare())
            .unless(words -> Hindrances.ofComparing(words, seen.getValue())),
        Command.ofPart("compare.next", Section.FILES, "F7"),
        Command.on(
            seen, "file.close", Section.FILES, w -> window.tabs().close(w.shown()), "Ctrl+W"));
  }

  private List<Command> text() {
    List<Command> text = new ArrayList<>();
    text.add(
        Command.on(seen, "edit.undo", Section.EDIT, w -> w.editor().area().undo(), "Ctrl+Z")
            .inText());
    text.add(
        Command.on(
                seen,
                "edit.redo",
                Section.EDIT,
                w -> w.editor().area().redo(),
                "Ctrl+Y",
                "Ctrl+Shift+Z")
            .inText());
    for (EditorAction action : EditorAction.values()) {
      Command command =
          Command.on(seen, action.id(), Section.EDIT, w -> w.perform(action), action.keys());
      text.add(action.everywhere() ? command : command.inText());
    }
    return text;
  }

  private List<Command> going() {
    return List.of(
        Command.on(seen, "go.next-problem", Section.GO, w -> w.stepProblem(true), "F8"),
        Command.on(seen, "go.previous-problem", Section.GO, w -> w.stepProblem(false), "Shift+F8"),
        Command.on(seen, "edit.fix", Section.EDIT, Workspace::fixes, "Alt+Enter").inText(),
        Command.on(seen, "go.next-part", Section.GO, w -> window.stepFocus(true), "F6"),
        Command.on(seen, "go.previous-part", Section.GO, w -> window.stepFocus(false), "Shift+F6"),
        Command.on(
            seen,
            "go.next-tab",
            Section.GO,
            w -> window.tabs().step(1),
            "Ctrl+Tab",
            "Ctrl+Page Down"),
        Command.on(
            seen,
            "go.previous-tab",
            Section.GO,
            w -> window.tabs().step(-1),
            "Ctrl+Shift+Tab",
            "Ctrl+Page Up"),
        Command.on(
            seen,
            "go.tab-left",
            Section.GO,
            w -> window.tabs().move(w.shown(), -1),
            "Ctrl+Shift+Page Up"),
        Command.on(
            seen,
            "go.tab-right",
            Section.GO,
            w -> window.tabs().move(w.shown(), 1),
            "Ctrl+Shift+Page Down"),
        Command.ofPart("go.tab", Section.GO, TabKeys.SPELLED));
  }

  private List<Command> around() {
    return List.of(
        Command.ofPart("panel.freeze", Section.PANELS, "Space"),
        Command.ofPart("panel.tail", Section.PANELS, "End"),
        Command.ofPart("panel.copy", Section.PANELS, "Ctrl+C"),
        Command.on(seen, "view.side", Section.WINDOW, w -> w.magic().cycle(), "Ctrl+E"),
        Command.of("view.files", Section.WINDOW, window.frame()::toggleFiles, "Ctrl+Shift+E"),
        Command.of("view.larger", Section.WINDOW, () -> window.dress().zoom(1), "Ctrl+=", "Ctrl++"),
        Command.of("view.smaller", Section.WINDOW, () -> window.dress().zoom(-1), "Ctrl+-"),
        Command.of("view.normal-size", Section.WINDOW, () -> window.dress().normalSize(), "Ctrl+0"),
        Command.of("view.theme", Section.WINDOW, () -> window.dress().changeTheme()),
        Command.of("view.language", Section.WINDOW, window::changeLanguage),
        Command.of(
            "help.palette", Section.WINDOW, () -> window.sheets().palette().open(), "Ctrl+Shift+P"),
        Command.of("help.keys", Section.WINDOW, () -> window.sheets().keys().open(), "?", "F1"),
        Command.of(
            "view.preferences",
            Section.WINDOW,
            () -> window.sheets().preferences().open(),
            "Ctrl+,"),
        Command.of("window.quit", Section.WINDOW, window::quit, "Ctrl+Q"));
  }
}
