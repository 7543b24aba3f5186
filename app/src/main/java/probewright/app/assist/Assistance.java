package probewright.app.assist;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import probewright.app.analysis.ProgramAnalysis;
import probewright.app.editor.CodeEditor;
import probewright.app.editor.EditorComponent;
import probewright.app.session.ProgramSource;
import probewright.app.words.Words;
import probewright.diagnostics.Place;

/** The help that one editor gives: its parts, installed, and the commands they have. */
public final class Assistance {
  /** Held weakly by the words; what is open was written in the language before. */
  private final ChangeListener<Object> spoken = (o, was, now) -> hide();

  private final CodeEditor editor;
  private final List<EditorComponent> parts;
  private final CompletionPart completion;
  private final SignaturePart signature;
  private final HoverPart hover;
  private final DefinitionPart definition;
  private final Notes notes;
  private final TypePagesModel pages = new TypePagesModel();
  private final TypePageView page;

  /**
   * @param source the program as it stands now
   * @param here the text in the editor
   * @param goTo told which place of another of the program's texts is to be gone to
   * @param asking where questions are answered
   * @param sources what else is said about a place of the text
   */
  public Assistance(
      Words words,
      CodeEditor editor,
      ProgramAnalysis analysis,
      Supplier<ProgramSource> source,
      Supplier<Questions.Here> here,
      Executor asking,
      List<HoverSource> sources,
      Consumer<Place> goTo) {
    this.editor = editor;
    Questions questions = new Questions(analysis, source, here, asking, Platform::runLater);
    notes = new Notes(words);
    completion = new CompletionPart(words, questions, notes);
    signature = new SignaturePart(words, questions);
    hover = new HoverPart(words, questions, notes, sources);
    definition = new DefinitionPart(questions, pages, notes, goTo);
    page = new TypePageView(words, pages, definition::open);
    parts = List.of(completion, signature, hover, definition);
    parts.forEach(editor::install);
    words.languageProperty().addListener(new WeakChangeListener<>(spoken));
  }

  /** The program is closed, or the text belongs to another one now. */
  public void close() {
    parts.forEach(editor::uninstall);
    page.close();
  }

  private void hide() {
    completion.close();
    signature.close();
    hover.close();
    notes.hide();
  }

  /** The page of a kernel's type, beside the text while one is open. */
  public TypePageView page() {
    return page;
  }

  public TypePagesModel pages() {
    return pages;
  }

  /** Whether a list takes longer to come than a person expects. */
  public ReadOnlyBooleanProperty askingProperty() {
    return completion.askingProperty();
  }

  /** Offers what can stand at the caret. */
  public void complete() {
    completion.complete();
  }

  /** Shows the signature of the call at the caret. */
  public void signature() {
    signature.show();
  }

  /** Says what stands at the caret. */
  public void hover() {
    hover.show();
  }

  /** Goes to the definition of the name at the caret, or of the link of a page. */
  public void definition() {
    if (page.focused()) {
      page.follow();
    } else {
      definition.go();
    }
  }

  /** Back to where a definition was asked for. */
  public void back() {
    if (page.focused()) {
      pages.back();
    } else {
      definition.back();
    }
  }

  /** Forward again, in the pages of types. */
  public void forward() {
    pages.forward();
  }
}
