package probewright.app.panels;

/** An event whose fields are put into words only when they are looked at. Any thread. */
public interface EventLine {
  /** The text of a column, by its number from 0. */
  String cell(int column);

  /** The bytes that are kept for it, which count towards what a panel may keep. */
  default int size() {
    return 0;
  }
}
