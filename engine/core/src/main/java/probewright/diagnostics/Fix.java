package probewright.diagnostics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Edits that mend a problem together. {@code code} names a sentence in the bundle {@link Messages}
 * reads, which says what is done, such as on a button; {@code arguments} fill it.
 *
 * @param edits at least one, all of one file, none touching another
 */
public record Fix(String code, List<String> arguments, List<Edit> edits) {
  private static final Comparator<Place> BY_START =
      Comparator.comparingInt(Place::line).thenComparingInt(Place::column);

  /** Replaces what stands at {@code place} with {@code replacement}. */
  public record Edit(Place place, String replacement) {}

  public Fix {
    arguments = List.copyOf(arguments);
    edits = edits.stream().sorted(Comparator.comparing(Edit::place, BY_START)).toList();
    if (edits.isEmpty()) {
      throw new IllegalArgumentException("a fix without an edit");
    }
  }

  /** One edit, which is called by what it puts there. */
  public Fix(Place place, String replacement) {
    this(
        name(place, replacement),
        List.of(replacement.strip()),
        List.of(new Edit(place, replacement)));
  }

  private static String name(Place place, String replacement) {
    boolean nothing = place.line() == place.endLine() && place.column() == place.endColumn();
    return replacement.isBlank() ? "fix.remove" : nothing ? "fix.insert" : "fix.replace";
  }

  /** One edit with a name of its own. */
  public static Fix of(String code, Place place, String replacement, String... arguments) {
    return new Fix(code, Arrays.asList(arguments), List.of(new Edit(place, replacement)));
  }

  /** Where its first edit is. */
  public Place place() {
    return edits.get(0).place();
  }

  /** What its first edit puts there. */
  public String replacement() {
    return edits.get(0).replacement();
  }

  /** A text with the edits made; places outside of it are taken to its end. */
  public String apply(String text) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (Edit edit : edits) {
      int start = Math.max(at, offset(text, edit.place().line(), edit.place().column()));
      out.append(text, at, start).append(edit.replacement());
      at = Math.max(start, offset(text, edit.place().endLine(), edit.place().endColumn()));
    }
    return out.append(text, at, text.length()).toString();
  }

  /**
   * Where a caret goes when the edits are made: behind the nearest of them.
   *
   * @param caret as an offset into the text before
   * @return an offset into the text that {@link #apply} gives
   */
  public int behind(String text, int caret) {
    int shift = 0;
    int at = 0;
    int nearest = Integer.MAX_VALUE;
    int behind = caret;
    for (Edit edit : edits) {
      int start = Math.max(at, offset(text, edit.place().line(), edit.place().column()));
      at = Math.max(start, offset(text, edit.place().endLine(), edit.place().endColumn()));
      int distance = Math.max(0, Math.max(start - caret, caret - at));
      if (distance < nearest) {
        nearest = distance;
        behind = start + shift + edit.replacement().stripTrailing().length();
      }
      shift += edit.replacement().length() - (at - start);
    }
    return behind;
  }

  private static int offset(String text, int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      int next = text.indexOf('\n', start);
      if (next < 0) {
        return text.length();
      }
      start = next + 1;
    }
    return Math.min(text.length(), start + column - 1);
  }
}
