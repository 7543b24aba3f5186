package probewright.app.editor.text;

import java.util.ArrayList;
import java.util.List;

/** Names in a line. Any thread. */
public final class Names {
  private Names() {}

  /** The name a caret stands in or beside; empty when there is none. */
  public static String at(String line, int column) {
    int from = column;
    while (from > 0 && Character.isJavaIdentifierPart(line.charAt(from - 1))) {
      from--;
    }
    int to = column;
    while (to < line.length() && Character.isJavaIdentifierPart(line.charAt(to))) {
      to++;
    }
    boolean name = from < to && Character.isJavaIdentifierStart(line.charAt(from));
    return name ? line.substring(from, to) : "";
  }

  /** Whether a word is one of C's own, or names a number's type. */
  public static boolean ofC(String word) {
    return Vocabulary.keyword(word) || Vocabulary.type(word);
  }

  /** The columns where a whole name stands in a line. */
  public static List<Integer> places(String line, String name) {
    if (name.isEmpty() || !line.contains(name)) {
      return List.of();
    }
    List<Integer> places = new ArrayList<>();
    for (int at = line.indexOf(name); at >= 0; at = line.indexOf(name, at + name.length())) {
      int end = at + name.length();
      boolean begins = at == 0 || !Character.isJavaIdentifierPart(line.charAt(at - 1));
      boolean ends = end == line.length() || !Character.isJavaIdentifierPart(line.charAt(end));
      if (begins && ends) {
        places.add(at);
      }
    }
    return places;
  }
}
