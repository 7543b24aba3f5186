package probewright.app.editor;

import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.TwoDimensional.Bias;
import probewright.app.editor.text.Lines;

/** The lines of the area, and which of them are in sight. JavaFX thread. */
final class AreaLines implements Lines {
  /** Lines taken for the ones in sight before the first layout. */
  private static final int SCREENFUL = 60;

  private final CodeArea area;

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

  /** The first line in sight. */
  int first() {
    if (area.getVisibleParagraphs().isEmpty()) {
      return Math.max(0, Math.min(area.getCurrentParagraph(), count() - 1) - SCREENFUL / 2);
    }
    return Math.min(area.firstVisibleParToAllParIndex(), count() - 1);
  }

  /** The last line in sight. */
  int last() {
    if (area.getVisibleParagraphs().isEmpty()) {
      return Math.min(count() - 1, first() + SCREENFUL);
    }
    return Math.min(area.lastVisibleParToAllParIndex(), count() - 1);
  }
}
