package probewright.app.attachments;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import org.fxmisc.richtext.model.PlainTextChange;
import org.jspecify.annotations.Nullable;
import probewright.app.analysis.Analysis;
import probewright.app.analysis.ProgramAnalysis;
import probewright.app.editor.CodeEditor;
import probewright.app.words.Words;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Place;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.HeadLines;
import probewright.dialect.HeadLines.Edit;

/** The lines at the head of a program, as chips and fields over its editor. JavaFX thread. */
public final class HeadForm {
  private final CodeEditor editor;
  private final Runnable complete;
  private final Runnable showText;
  private final Supplier<String> file;
  private final Consumer<Place> goTo;
  private final AttachmentsModel attachments;
  private final ParametersModel parameters;
  private final AttachmentStrip strip;
  private final ParametersForm form;
  private HeadLines head = HeadLines.of("");

  /**
   * @param file gives the name that places in the text carry
   * @param complete offers what can stand at the caret
   * @param showText called before the text is changed or gone to, which may not be seen
   * @param goTo told which place of the program's texts is to be gone to
   */
  public HeadForm(
      Words words,
      CodeEditor editor,
      Supplier<String> file,
      ProgramAnalysis analysis,
      Runnable complete,
      Runnable showText,
      Consumer<Place> goTo) {
    this.file = file;
    this.showText = showText;
    this.goTo = goTo;
    this.editor = editor;
    this.complete = complete;
    Side side = new Side();
    attachments = new AttachmentsModel(side);
    parameters = new ParametersModel(side, analysis::edited);
    strip = new AttachmentStrip(words, attachments, parameters);
    form = new ParametersForm(words, parameters);
    form.visibleProperty().bind(strip.parametersOpen());
    form.managedProperty().bind(strip.parametersOpen());
    editor.area().plainTextChanges().subscribe(this::edited);
    analysis.latestProperty().addListener((o, was, now) -> analysed(now));
    read();
  }

  /** The row of attachments. */
  public Node strip() {
    return strip;
  }

  /** The fields of the parameters, seen while they are open. */
  public Node form() {
    return form;
  }

  /** Values for named parameters that the next run takes. */
  public Map<String, String> values() {
    return parameters.values();
  }

  /** Begins a further attachment. */
  public void attach() {
    attachments.add();
  }

  /** Opens or closes the parameters. */
  public void toggleParameters() {
    strip.parametersOpen().set(!strip.parametersOpen().get());
  }

  private void edited(PlainTextChange change) {
    if (change.getPosition() <= head.seen()) {
      read();
    }
  }

  private void read() {
    head = HeadLines.of(editor.area().getText());
    attachments.read(head);
    parameters.read(head);
  }

  private void analysed(@Nullable Analysis now) {
    // of a text that cannot be translated the names of before are the best there is
    if (now == null) {
      attachments.analysed(List.of());
    } else if (now.examination().expanded() instanceof Outcome.Done<ExpandedProgram> done) {
      attachments.analysed(done.value().attachments());
    }
  }

  private final class Side implements TextSide {
    @Override
    public String text() {
      return editor.area().getText();
    }

    @Override
    public void edit(Edit edit) {
      showText.run();
      editor.replace(edit.start(), edit.end(), edit.text());
    }

    @Override
    public void select(int start, int end) {
      showText.run();
      // what is written there is a change of its own
      editor.area().getUndoManager().preventMerge();
      editor.area().selectRange(end, start);
      editor.area().requestFollowCaret();
      editor.area().requestFocus();
    }

    @Override
    public boolean holds(Place place) {
      return place.file().equals(file.get());
    }

    @Override
    public void goTo(Place place) {
      goTo.accept(place);
    }

    @Override
    public void complete() {
      complete.run();
    }
  }
}
