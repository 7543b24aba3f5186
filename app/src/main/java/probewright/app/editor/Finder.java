package probewright.app.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds a piece of text, capitals or not. Any thread. */
public final class Finder {
  private Finder() {}

  /** The offsets of all places, from the first on. */
  public static List<Integer> places(String text, String wanted) {
    List<Integer> places = new ArrayList<>();
    if (wanted.isEmpty()) {
      return places;
    }
    String in = text.toLowerCase(Locale.ROOT);
    String what = wanted.toLowerCase(Locale.ROOT);
    // lower case can be longer than its capital in a few scripts: offsets would not fit then
    if (in.length() != text.length()) {
      in = text;
      what = wanted;
    }
    for (int at = in.indexOf(what); at >= 0; at = in.indexOf(what, at + what.length())) {
      places.add(at);
    }
    return places;
  }

  /** The number of the place to go to from a caret, wrapping around; -1 when there is none. */
  public static int next(List<Integer> places, int caret, boolean forward) {
    if (places.isEmpty()) {
      return -1;
    }
    if (forward) {
      for (int i = 0; i < places.size(); i++) {
        if (places.get(i) >= caret) {
          return i;
        }
      }
      return 0;
    }
    for (int i = places.size() - 1; i >= 0; i--) {
      if (places.get(i) < caret) {
        return i;
      }
    }
    return places.size() - 1;
  }
}
