package probewright.app.editor.text;

import java.util.ArrayList;
import java.util.List;

/** Names in a line. Any thread. */
public final class Names {
  private Names() {}

  /** The name a caret stands in or beside; empty when there is none. */
  public static String at(String line, int column) {
    int from = column;
    while (Letters.name(line, from, false)) {
      from -= Character.charCount(line.codePointBefore(from));
    }
    int to = column;
    while (Letters.name(line, to, true)) {
      to += Character.charCount(line.codePointAt(to));
    }
    boolean name = from < to && Character.isJavaIdentifierStart(line.codePointAt(from));
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
      if (!Letters.name(line, at, false) && !Letters.name(line, end, true)) {
        places.add(at);
      }
    }
    return places;
  }
}
