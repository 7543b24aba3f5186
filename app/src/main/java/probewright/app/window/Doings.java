package probewright.app.window;

import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import probewright.app.targets.TargetChoice;
import probewright.app.workspace.OpenText;

/**
 * What the parts around the program can ask the window to do. JavaFX thread.
 *
 * @param run runs the program that is seen
 * @param stop ends its run
 * @param create opens a new program
 * @param keys shows the list of keys
 * @param palette shows all commands
 * @param preferences shows the settings
 * @param changeTheme changes to the other theme
 * @param show goes to a text
 * @param close closes a text
 * @param move puts a tab at another place
 * @param speak changes the language
 * @param choose takes a target for the runs to come
 */
record Doings(
    Runnable run,
    Runnable stop,
    Runnable create,
    Runnable keys,
    Runnable palette,
    Runnable preferences,
    Runnable changeTheme,
    Consumer<OpenText> show,
    Consumer<OpenText> close,
    BiConsumer<OpenText, Integer> move,
    Consumer<Locale> speak,
    Consumer<TargetChoice> choose) {}
