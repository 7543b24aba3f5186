package probewright.app.editor;

import java.util.function.Supplier;

/**
 * What stands left of a line's text. It moves with its line.
 *
 * @param line counted from 1, as the text stands when the mark is shown
 * @param text what a disc or a rate says; empty for the others
 * @param tip the sentence shown when the pointer rests on it, in the language of that moment; empty
 *     for none
 */
public record GutterMark(int line, Shape shape, String text, Supplier<String> tip) {
  /** Left of the number: {@code DISC}, {@code REFUSED_DISC} and {@code RATE}; right: the others. */
  public enum Shape {
    ERROR,
    WARNING,
    NOTE,
    /** A place where a function is attached. */
    ATTACHED,
    /** A step of a story, numbered. */
    DISC,
    /** The step at which it was refused. */
    REFUSED_DISC,
    /** A live figure. */
    RATE;

    boolean beforeNumber() {
      return this == DISC || this == REFUSED_DISC || this == RATE;
    }
  }
}
