package probewright.app.editor;

import java.util.List;
import probewright.app.editor.text.Piece;

/** Something that lies over the colours of the text, such as squiggles. JavaFX thread. */
interface Layer {
  /**
   * What lies over a line.
   *
   * @param line counted from 0
   * @param start the offset it begins at
   * @param length of its text, in UTF-16 code units
   */
  List<Piece> over(int line, int start, int length);
}
