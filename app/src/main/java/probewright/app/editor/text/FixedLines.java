package probewright.app.editor.text;

import java.util.Arrays;
import java.util.List;

/** Lines that do not change. Any thread. */
public final class FixedLines implements Lines {
  private final List<String> lines;
  private final int[] starts;

  /**
   * @param lines at least one, without their ends
   */
  public FixedLines(List<String> lines) {
    this.lines = List.copyOf(lines);
    starts = new int[lines.size()];
    for (int i = 1; i < starts.length; i++) {
      starts[i] = starts[i - 1] + lines.get(i - 1).length() + 1;
    }
  }

  /** The lines as they are now. */
  public static FixedLines copy(Lines lines) {
    String[] copy = new String[lines.count()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = lines.line(i);
    }
    return new FixedLines(Arrays.asList(copy));
  }

  @Override
  public int count() {
    return lines.size();
  }

  @Override
  public String line(int index) {
    return lines.get(index);
  }

  @Override
  public int start(int line) {
    return starts[Math.min(line, starts.length - 1)];
  }

  @Override
  public int of(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    return found >= 0 ? found : Math.max(0, -found - 2);
  }
}
