package probewright.app.editor.text;

import java.util.List;

/** A text, line by line, without the ends of the lines. There is always one line at least. */
public interface Lines {
  int count();

  /** A line, counted from 0. */
  String line(int index);

  /** The offset a line begins at; a line behind the last counts as the last. */
  int start(int line);

  /** The line of an offset; an offset behind the text belongs to its last line. */
  int of(int offset);

  /** The offset behind the last letter of a line. */
  default int end(int line) {
    return start(line) + line(line).length();
  }

  /** The offset behind the last letter of all. */
  default int length() {
    return end(count() - 1);
  }

  /**
   * The offset of a place as problems have it: line and column from 1, held inside the text and
   * beside a letter.
   */
  default int offset(int line, int column) {
    int index = Math.max(1, line) - 1;
    if (index >= count()) {
      return length();
    }
    return start(index) + Letters.column(line(index), column - 1);
  }

  /** The lines of a text that does not change. Any thread. */
  static Lines of(String text) {
    return new FixedLines(List.of(text.split("\n", -1)));
  }
}
