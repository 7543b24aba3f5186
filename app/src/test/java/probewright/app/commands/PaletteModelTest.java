package probewright.app.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import probewright.app.words.Words;

/** What the palette finds, and what its rows say. */
class PaletteModelTest {
  private final Words words = new Words(Locale.ENGLISH);
  private final CommandRegistry registry = new CommandRegistry(words);
  private final PaletteModel palette = new PaletteModel(registry, words);
  private final List<String> done = new ArrayList<>();

  private Command command(String id, String... keys) {
    return Command.of(id, Section.RUN, () -> done.add(id), keys);
  }

  private List<String> found(String query) {
    return palette.find(query).stream().map(hit -> hit.command().id()).toList();
  }

  @Test
  void findsByPieceInitialsLettersKeyAndEnglishWords() {
    registry.add(
        List.of(
            command("file.save", "Ctrl+S"),
            command("file.save-as", "Ctrl+Shift+S"),
            command("go.next-problem", "F8"),
            command("view.larger"),
            Command.ofPart("panel.copy", Section.PANELS, "Ctrl+C")));
    assertThat(found(""))
        .containsExactly("file.save", "file.save-as", "go.next-problem", "view.larger");
    assertThat(found("sav")).containsExactly("file.save", "file.save-as");
    assertThat(found("np")).containsExactly("go.next-problem");
    assertThat(found("prob nex")).containsExactly("go.next-problem");
    assertThat(found("xlrg")).isEmpty();
    assertThat(found("lrgtxt")).containsExactly("view.larger");
    assertThat(found("f8")).startsWith("go.next-problem");
    assertThat(found("zzz")).isEmpty();
    assertThat(palette.find("prob").get(0).letters()).containsExactly(5, 6, 7, 8);
    words.speak(Words.CHINESE);
    assertThat(found("问题")).containsExactly("go.next-problem");
    assertThat(found("problem")).containsExactly("go.next-problem");
  }

  @Test
  void whatWasChosenLatelyStandsFirst() {
    registry.add(List.of(command("file.new"), command("file.open"), command("file.save")));
    registry.choose(registry.find("file.save").orElseThrow());
    registry.choose(registry.find("file.open").orElseThrow());
    assertThat(found("")).containsExactly("file.open", "file.save", "file.new");
    assertThat(done).containsExactly("file.save", "file.open");
  }

  @Test
  void whatCannotBeDoneSaysWhyAndIsNotDone() {
    SimpleObjectProperty<@Nullable String> seen = new SimpleObjectProperty<>();
    SimpleBooleanProperty running = new SimpleBooleanProperty();
    registry.add(
        List.of(
            Command.<String>on(seen, "run.stop", Section.RUN, done::add)
                .when(running, "command.nothing-runs")));
    Command stop = registry.all().get(0);
    assertThat(palette.find("stop").get(0).hindrance()).isEqualTo("Open a program first");
    registry.choose(stop);
    seen.set("a.c");
    assertThat(palette.find("stop").get(0).hindrance()).isEqualTo("Nothing is running");
    registry.choose(stop);
    assertThat(done).isEmpty();
    running.set(true);
    assertThat(palette.find("stop").get(0).possible()).isTrue();
    registry.choose(stop);
    assertThat(done).containsExactly("a.c");
  }

  @Test
  void noKeyAndNoIdIsTakenTwice() {
    registry.add(List.of(command("file.save", "Ctrl+S")));
    assertThatThrownBy(() -> registry.add(List.of(command("file.open", "F3", "Ctrl+S"))))
        .hasMessage("file.open and file.save");
    assertThatThrownBy(
            () -> registry.add(List.of(Command.ofPart("edit.comment", Section.EDIT, "Ctrl+S"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> registry.add(List.of(command("file.save"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keysAreWrittenAsOnTheKeyboard() {
    List<String> spelled =
        List.of("Ctrl+Shift+P", "Ctrl+/", "Alt+Enter", "Shift+F8", "?", "Ctrl+=");
    assertThat(command("file.new", spelled.toArray(String[]::new)).keys().stream().map(KeyText::of))
        .containsExactlyElementsOf(spelled);
  }
}
