package probewright.dialect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The changes to one text. Rules put their changes around and between what the user wrote, never
 * copy it, so the changes of nested expressions need not know of each other. At one offset what
 * closes stands before what opens, an outer opening before an inner one, and an inner closing
 * before an outer one, when outer expressions are visited first.
 */
final class Edits {
  private static final class At {
    private final StringBuilder closing = new StringBuilder();
    private final StringBuilder opening = new StringBuilder();
    private int removed;
    private String replacement = "";
    private final Set<Rewrite> rules = EnumSet.noneOf(Rewrite.class);
  }

  private final Map<Integer, At> places = new TreeMap<>();

  /** Inserts what opens before the text at an offset. */
  void open(Rewrite rule, int offset, String words) {
    at(rule, offset).opening.append(words);
  }

  /** Inserts what closes after the text that ends at an offset. */
  void close(Rewrite rule, int offset, String words) {
    at(rule, offset).closing.insert(0, words);
  }

  /** Replaces a range; two replacements must not overlap. */
  void replace(Rewrite rule, int start, int end, String words) {
    At at = at(rule, start);
    at.removed = end - start;
    at.replacement = words;
  }

  private At at(Rewrite rule, int offset) {
    At at = places.computeIfAbsent(offset, unused -> new At());
    at.rules.add(rule);
    return at;
  }

  /** In the order of the text, at most one for an offset, none inside another. */
  List<Edit> inOrder() {
    List<Edit> edits = new ArrayList<>();
    int reached = 0;
    for (Map.Entry<Integer, At> entry : places.entrySet()) {
      At at = entry.getValue();
      int offset = entry.getKey();
      if (offset < reached) {
        throw new IllegalStateException("edits overlap at " + offset);
      }
      edits.add(
          new Edit(
              offset, at.removed, at.closing.toString() + at.opening + at.replacement, at.rules));
      reached = offset + at.removed;
    }
    return Collections.unmodifiableList(edits);
  }
}
