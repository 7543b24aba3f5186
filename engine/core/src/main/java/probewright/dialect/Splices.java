package probewright.dialect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The way between a text and the one that macros were expanded in. Expansions keep the number of
 * lines, so every line keeps its number; only columns move.
 */
final class Splices {
  private final SourceText before;
  private final List<Splice> splices;

  /** In the order of the text; one inside another is left out. */
  Splices(SourceText before, Collection<Splice> splices) {
    this.before = before;
    List<Splice> outer = new ArrayList<>();
    int reached = 0;
    for (Splice splice : splices) {
      if (splice.start() >= reached) {
        outer.add(splice);
        reached = splice.end();
      }
    }
    this.splices = List.copyOf(outer);
  }

  SourceText before() {
    return before;
  }

  /** The text with the expansions in it. */
  String text() {
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (Splice splice : splices) {
      out.append(before.text(), at, splice.start()).append(splice.words());
      at = splice.end();
    }
    return out.append(before.text(), at, before.text().length()).toString();
  }

  /**
   * The offset in the text before. Inside an expansion it is where the macro's use begins or ends.
   */
  int back(int offset, boolean end) {
    int shift = 0;
    for (Splice splice : splices) {
      int start = splice.start() + shift;
      int stop = start + splice.words().length();
      if (offset < start || (offset == start && !end)) {
        break;
      }
      if (offset < stop || (offset == stop && end)) {
        return end ? splice.end() : splice.start();
      }
      shift += splice.words().length() - (splice.end() - splice.start());
    }
    return offset - shift;
  }

  /** Edits of the text with the expansions, as edits of the text before. */
  List<Edit> compose(List<Edit> edits) {
    List<Edit> inside = new ArrayList<>();
    int shift = 0;
    int next = 0;
    List<Edit> all = new ArrayList<>();
    String text = text();
    for (Splice splice : splices) {
      int start = splice.start() + shift;
      int stop = start + splice.words().length();
      while (next < edits.size() && end(edits.get(next)) < start) {
        all.add(moved(edits.get(next++), shift));
      }
      inside.clear();
      int from = start;
      int to = stop;
      while (next < edits.size() && edits.get(next).offset() <= to) {
        Edit edit = edits.get(next++);
        inside.add(edit);
        from = Math.min(from, edit.offset());
        to = Math.max(to, end(edit));
      }
      int grown = splice.words().length() - (splice.end() - splice.start());
      String words = apply(text, inside, from, to);
      all.add(new Edit(from - shift, to - from - grown, words, rules(inside)));
      shift += grown;
    }
    while (next < edits.size()) {
      all.add(moved(edits.get(next++), shift));
    }
    return merged(all);
  }

  /** What was expanded, and what became of it. */
  private static Set<Rewrite> rules(List<Edit> inside) {
    Set<Rewrite> rules = EnumSet.of(Rewrite.MACRO);
    inside.forEach(edit -> rules.addAll(edit.rules()));
    return rules;
  }

  private static Set<Rewrite> both(Edit one, Edit other) {
    Set<Rewrite> rules = EnumSet.noneOf(Rewrite.class);
    rules.addAll(one.rules());
    rules.addAll(other.rules());
    return rules;
  }

  private static Edit moved(Edit edit, int shift) {
    return new Edit(edit.offset() - shift, edit.length(), edit.replacement(), edit.rules());
  }

  private static int end(Edit edit) {
    return edit.offset() + edit.length();
  }

  private static String apply(String text, List<Edit> edits, int from, int to) {
    StringBuilder out = new StringBuilder();
    int at = from;
    for (Edit edit : edits) {
      out.append(text, at, edit.offset()).append(edit.replacement());
      at = end(edit);
    }
    return out.append(text, at, to).toString();
  }

  /** Neighbours that touch become one edit. */
  private static List<Edit> merged(List<Edit> edits) {
    List<Edit> out = new ArrayList<>();
    for (Edit edit : edits) {
      Edit last = out.isEmpty() ? null : out.get(out.size() - 1);
      if (last != null && end(last) == edit.offset()) {
        out.set(
            out.size() - 1,
            new Edit(
                last.offset(),
                last.length() + edit.length(),
                last.replacement() + edit.replacement(),
                both(last, edit)));
      } else {
        out.add(edit);
      }
    }
    return out;
  }
}
