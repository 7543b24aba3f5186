package probewright.app.editor.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import probewright.app.editor.text.Carets.Edit;

/**
 * What is looked for in a text.
 *
 * @param wanted letters, or a regular expression
 */
public record Search(String wanted, boolean regex, boolean matchCase, boolean wholeWord) {
  /** More places than this are not told; all of them are replaced. */
  public static final int MOST = 10_000;

  /** Places that are edited one by one; of more the text between the first and the last is. */
  static final int MOST_EDITS = 1_000;

  /** A place that was found; offsets in UTF-16 code units, the end exclusive. */
  public record Place(int start, int end) {}

  /** What came of a search. */
  public sealed interface Result {
    /** The places, from the first on. */
    record Found(List<Place> places) implements Result {}

    /**
     * What replaces all places.
     *
     * @param edits from first to last; they do not overlap
     * @param count of places
     */
    record Replaced(List<Edit> edits, int count) implements Result {}

    /** The expression is none: at this letter of it. */
    record Wrong(int at) implements Result {}

    /** Something else is looked for by now, or it would take too long. */
    record GivenUp() implements Result {}
  }

  /**
   * All places in a text. Any thread.
   *
   * @param cancelled asked at each letter: some expressions take for ever
   */
  public Result in(String text, BooleanSupplier cancelled) {
    return wanted.isEmpty()
        ? new Result.Found(List.of())
        : each(text, cancelled, Search::firstPlaces);
  }

  /**
   * What is to be done so that something else stands at all places, however many there are. Any
   * thread.
   *
   * @param with see {@link #replacement}
   * @param cancelled as in {@link #in}
   */
  public Result replaced(String text, String with, BooleanSupplier cancelled) {
    return wanted.isEmpty()
        ? new Result.Replaced(List.of(), 0)
        : each(text, cancelled, matcher -> allEdits(matcher, text, with));
  }

  private Result each(String text, BooleanSupplier cancelled, Function<Matcher, Result> seen) {
    try {
      return seen.apply(pattern().matcher(new Cancellable(text, cancelled)));
    } catch (PatternSyntaxException e) {
      return new Result.Wrong(Math.max(0, e.getIndex()));
    } catch (Cancellable.Stop | StackOverflowError stop) {
      return new Result.GivenUp();
    }
  }

  private static Result firstPlaces(Matcher matcher) {
    List<Place> places = new ArrayList<>();
    while (places.size() < MOST && matcher.find()) {
      if (matcher.end() > matcher.start()) {
        places.add(new Place(matcher.start(), matcher.end()));
      }
    }
    return new Result.Found(List.copyOf(places));
  }

  private Result allEdits(Matcher matcher, String text, String with) {
    List<Edit> edits = new ArrayList<>();
    String template = regex ? with : Matcher.quoteReplacement(with);
    while (matcher.find()) {
      if (matcher.end() == matcher.start()) {
        continue;
      }
      StringBuilder built = new StringBuilder();
      try {
        matcher.appendReplacement(built, template);
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        // it names a group that is not there, at this place and at all others
        template = Matcher.quoteReplacement(with);
        matcher.appendReplacement(built, template);
      }
      int behind = edits.isEmpty() ? 0 : edits.get(edits.size() - 1).end();
      edits.add(
          new Edit(matcher.start(), matcher.end(), built.substring(matcher.start() - behind)));
    }
    return new Result.Replaced(
        edits.size() > MOST_EDITS ? List.of(asOne(edits, text)) : List.copyOf(edits), edits.size());
  }

  private static Edit asOne(List<Edit> edits, String text) {
    StringBuilder built = new StringBuilder();
    int at = edits.get(0).start();
    for (Edit edit : edits) {
      built.append(text, at, edit.start()).append(edit.text());
      at = edit.end();
    }
    return new Edit(edits.get(0).start(), at, built.toString());
  }

  private Pattern pattern() {
    String expression = regex ? "(?:" + wanted + ")" : Pattern.quote(wanted);
    // the expression by itself first, so that a wrong one is told at its own letter
    Pattern.compile(regex ? wanted : expression);
    int flags = Pattern.MULTILINE;
    if (!matchCase) {
      flags |= Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    }
    return Pattern.compile(wholeWord ? "(?<!\\w)" + expression + "(?!\\w)" : expression, flags);
  }

  /**
   * What comes in a place's stead: in a regular expression {@code $1} is its first group.
   *
   * @return the replacement as it is where it names a group that is not there
   */
  public String replacement(String text, Place place, String with) {
    if (!regex) {
      return with;
    }
    Matcher matcher = pattern().matcher(text);
    matcher
        .region(place.start(), text.length())
        .useTransparentBounds(true)
        .useAnchoringBounds(false);
    if (!matcher.find() || matcher.start() != place.start()) {
      return with;
    }
    try {
      StringBuilder built = new StringBuilder();
      matcher.appendReplacement(built, with);
      return built.substring(place.start());
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return with;
    }
  }

  /** The number of the place to go to from a caret, wrapping around; -1 when there is none. */
  public static int next(List<Place> places, int caret, boolean forward) {
    if (places.isEmpty()) {
      return -1;
    }
    if (forward) {
      for (int i = 0; i < places.size(); i++) {
        if (places.get(i).start() >= caret) {
          return i;
        }
      }
      return 0;
    }
    for (int i = places.size() - 1; i >= 0; i--) {
      if (places.get(i).start() < caret) {
        return i;
      }
    }
    return places.size() - 1;
  }

  /** A text that stops whoever reads it. */
  private record Cancellable(CharSequence text, BooleanSupplier cancelled) implements CharSequence {
    private static final class Stop extends RuntimeException {
      private static final long serialVersionUID = 1;

      Stop() {
        super("cancelled", null, false, false);
      }
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (cancelled.getAsBoolean()) {
        throw new Stop();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
