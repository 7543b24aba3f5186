package probewright.app.editor.text;

import java.util.ArrayList;
import java.util.List;

/** What keys do to whole lines, as lines in and lines out. Any thread. */
public final class LineEdits {
  private LineEdits() {}

  /** Lines one step deeper; blank ones stay blank. */
  public static List<String> indent(List<String> lines, String step) {
    return lines.stream().map(line -> line.isBlank() ? line : step + line).toList();
  }

  /** Lines one step back, as far as they go. */
  public static List<String> outdent(List<String> lines) {
    return lines.stream()
        .map(
            line -> {
              if (line.startsWith("\t")) {
                return line.substring(1);
              }
              int spaces = Math.min(Typing.STEP.length(), Typing.indentOf(line).length());
              return line.substring(spaces);
            })
        .toList();
  }

  /** Line comments put before all of the lines, or taken away when all have one. */
  public static List<String> toggleComment(List<String> lines) {
    List<String> full = lines.stream().filter(line -> !line.isBlank()).toList();
    if (full.isEmpty()) {
      return lines;
    }
    if (full.stream().allMatch(line -> line.stripLeading().startsWith("//"))) {
      return lines.stream().map(line -> line.replaceFirst("// ?", "")).toList();
    }
    int depth = full.stream().mapToInt(line -> Typing.indentOf(line).length()).min().orElse(0);
    return lines.stream()
        .map(
            line ->
                line.isBlank() ? line : line.substring(0, depth) + "// " + line.substring(depth))
        .toList();
  }

  /** The lines twice. */
  public static List<String> twice(List<String> lines) {
    List<String> twice = new ArrayList<>(lines);
    twice.addAll(lines);
    return twice;
  }
}
