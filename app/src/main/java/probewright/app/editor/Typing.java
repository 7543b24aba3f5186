package probewright.app.editor;

import java.util.List;

/** What keys do to C text, as text in and text out. Any thread. */
public final class Typing {
  /** One step of indentation. */
  public static final String STEP = "    ";

  private Typing() {}

  /**
   * What Enter writes at {@code caret}: a new line at this line's depth, one deeper after a brace.
   */
  public static String newLine(String text, int caret) {
    int start = text.lastIndexOf('\n', caret - 1) + 1;
    String line = text.substring(start, caret);
    String indent = indentOf(line);
    return "\n" + indent + (line.stripTrailing().endsWith("{") ? STEP : "");
  }

  /**
   * Whether a closing brace typed at {@code caret} stands alone on its line and comes back a step.
   */
  public static boolean closesBlock(String text, int caret) {
    int start = text.lastIndexOf('\n', caret - 1) + 1;
    String line = text.substring(start, caret);
    return line.isBlank() && line.endsWith(STEP);
  }

  /** Lines one step deeper; blank ones stay blank. */
  public static List<String> indent(List<String> lines) {
    return lines.stream().map(line -> line.isBlank() ? line : STEP + line).toList();
  }

  /** Lines one step back, as far as they go. */
  public static List<String> outdent(List<String> lines) {
    return lines.stream()
        .map(
            line -> {
              if (line.startsWith("\t")) {
                return line.substring(1);
              }
              int spaces = Math.min(STEP.length(), indentOf(line).length());
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
    int depth = full.stream().mapToInt(line -> indentOf(line).length()).min().orElse(0);
    return lines.stream()
        .map(
            line ->
                line.isBlank() ? line : line.substring(0, depth) + "// " + line.substring(depth))
        .toList();
  }

  private static String indentOf(String line) {
    int end = 0;
    while (end < line.length() && (line.charAt(end) == ' ' || line.charAt(end) == '\t')) {
      end++;
    }
    return line.substring(0, end);
  }
}
