package probewright.app.editor;

import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.TwoDimensional.Bias;
import probewright.app.editor.text.Lines;

/** The lines of the area, and which of them are in sight. JavaFX thread. */
final class AreaLines implements Lines {
  /** Lines taken for the ones in sight before the first layout. */
  private static final int SCREENFUL = 60;

  private final CodeArea area;
  private int first;
  private int last = SCREENFUL;

  AreaLines(CodeArea area) {
    this.area = area;
  }

  @Override
  public int count() {
    return area.getParagraphs().size();
  }

  @Override
  public String line(int index) {
    return area.getParagraph(index).getText();
  }

  @Override
  public int start(int line) {
    return area.getAbsolutePosition(Math.max(0, Math.min(line, count() - 1)), 0);
  }

  @Override
  public int length() {
    return area.getLength();
  }

  @Override
  public int of(int offset) {
    int inside = Math.max(0, Math.min(offset, area.getLength()));
    return area.offsetToPosition(inside, Bias.Backward).getMajor();
  }

  /**
   * Looks which lines are in sight; called when the window was laid out. Asked before, the area
   * would make nodes for lines that are about to change.
   */
  void look() {
    if (!area.getVisibleParagraphs().isEmpty()) {
      first = area.firstVisibleParToAllParIndex();
      last = area.lastVisibleParToAllParIndex();
    }
  }

  /** The first line in sight when the window was laid out last. */
  int first() {
    return Math.max(0, Math.min(first, count() - 1));
  }

  /** The last line in sight; a few more before the first layout. */
  int last() {
    return Math.max(0, Math.min(last, count() - 1));
  }
}
