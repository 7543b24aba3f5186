package probewright.app.assist;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.event.EventHandler;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.fxmisc.richtext.CodeArea;
import org.jspecify.annotations.Nullable;
import probewright.app.editor.CodeEditor;
import probewright.app.editor.EditorComponent;
import probewright.btf.TypePage;
import probewright.diagnostics.Place;
import probewright.language.Definition;

/**
 * Goes to where the name at the caret is declared: in the text itself, or to the page of a kernel's
 * type. JavaFX thread.
 */
final class DefinitionPart implements EditorComponent {
  private final Questions questions;
  private final TypePagesModel pages;
  private final Notes notes;
  private final Consumer<Place> goTo;
  private final EventHandler<MouseEvent> clicks = this::clicked;
  private final ArrayDeque<Integer> before = new ArrayDeque<>();
  private @Nullable CodeEditor editor;

  /** A page with the release of the kernel it is of. */
  private record Answer(Optional<Definition> definition, String release) {}

  /**
   * @param goTo told which place of another of the program's texts is to be gone to
   */
  DefinitionPart(Questions questions, TypePagesModel pages, Notes notes, Consumer<Place> goTo) {
    this.goTo = goTo;
    this.questions = questions.others();
    this.pages = pages;
    this.notes = notes;
  }

  @Override
  public void install(CodeEditor installed) {
    editor = installed;
    installed.area().addEventHandler(MouseEvent.MOUSE_CLICKED, clicks);
  }

  @Override
  public void uninstall(CodeEditor installed) {
    questions.forget();
    installed.area().removeEventHandler(MouseEvent.MOUSE_CLICKED, clicks);
    editor = null;
  }

  /** Goes to the definition of the name at the caret. */
  void go() {
    CodeEditor here = editor;
    if (here != null) {
      go(here, here.area().getCaretPosition());
    }
  }

  private void go(CodeEditor here, int offset) {
    boolean asked =
        questions.ask(
            (language, program, kernel, outline) ->
                new Answer(language.definition(program, kernel, outline, offset), kernel.release()),
            answer -> found(here, offset, answer),
            problem -> notes.say(here, problem));
    if (!asked) {
      notes.say(here, questions.analysis());
    }
  }

  private void found(CodeEditor here, int from, Answer answer) {
    CodeArea area = here.area();
    if (answer.definition().isEmpty()) {
      notes.noDefinition(here);
    } else if (answer.definition().get() instanceof Definition.OfKernel kernels) {
      pages.open(kernels, answer.release());
    } else if (answer.definition().get() instanceof Definition.Beside beside) {
      goTo.accept(beside.place());
    } else if (answer.definition().get() instanceof Definition.Own own
        && own.end() <= area.getLength()) {
      before.push(from);
      area.selectRange(own.end(), own.start());
      area.requestFollowCaret();
    }
  }

  /** Opens the page of a type that a page names; nothing happens where there is none. */
  void open(TypePage.Link link) {
    var unused =
        questions.ask(
            (language, program, kernel, outline) ->
                new Answer(
                    TypePage.of(kernel.btf(), link.type())
                        .map(page -> new Definition.OfKernel(page, 1)),
                    kernel.release()),
            answer -> {
              if (answer.definition().orElse(null) instanceof Definition.OfKernel kernels) {
                pages.open(kernels, answer.release());
              }
            },
            problem -> {});
  }

  /** Back to where the last one was asked for. */
  void back() {
    CodeEditor here = editor;
    Integer place = before.poll();
    if (here != null && place != null) {
      here.area().moveTo(Math.min(place, here.area().getLength()));
      here.area().requestFollowCaret();
    }
  }

  private void clicked(MouseEvent event) {
    CodeEditor here = editor;
    if (here != null
        && event.getButton() == MouseButton.PRIMARY
        && event.isControlDown()
        && event.isStillSincePress()) {
      Optional<Integer> at = here.offsetAt(event.getX(), event.getY());
      at.ifPresent(offset -> go(here, offset));
    }
  }
}
