package probewright.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a name fits what a person has typed of it: {@code bgcc} and {@code getcomm} both mean {@code
 * bpf_get_current_comm}. Letters match in order and without case, each one behind the one before or
 * where a word of the name begins.
 *
 * @param quality how well, smaller is better
 * @param letters which letters of the name were typed, ascending
 */
public record NameMatch(int quality, List<Integer> letters) {
  private static final int EXACT = 0;
  private static final int BEGINNING = 1;
  private static final int BEGINNING_OTHER_CASE = 2;
  private static final int WORDS_FROM_THE_FIRST = 3;
  private static final int WORDS = 4;

  public NameMatch {
    letters = List.copyOf(letters);
  }

  /** How a name fits; empty when it does not. */
  public static Optional<NameMatch> of(String typed, String name) {
    if (name.regionMatches(true, 0, typed, 0, typed.length())) {
      int quality =
          name.equals(typed) ? EXACT : name.startsWith(typed) ? BEGINNING : BEGINNING_OTHER_CASE;
      return Optional.of(new NameMatch(quality, range(typed.length())));
    }
    if (typed.length() > name.length()) {
      return Optional.empty();
    }
    int[] letters = new int[typed.length()];
    for (int start = 0; start < name.length(); start++) {
      if (wordBegins(name, start) && words(typed, 0, name, start, letters)) {
        int first = 0;
        while (first < name.length() && name.charAt(first) == '_') {
          first++;
        }
        return Optional.of(
            new NameMatch(
                start <= first ? WORDS_FROM_THE_FIRST : WORDS,
                Arrays.stream(letters).boxed().toList()));
      }
    }
    return Optional.empty();
  }

  /** Those that fit, the best first and otherwise in their own order. */
  public static <T> List<T> ranked(
      String typed, List<T> all, Function<? super T, String> name, int most) {
    record Ranked<T>(T value, int quality) {}
    List<Ranked<T>> fits = new ArrayList<>();
    for (T one : all) {
      of(typed, name.apply(one)).ifPresent(match -> fits.add(new Ranked<>(one, match.quality)));
    }
    fits.sort(Comparator.comparingInt(Ranked::quality));
    return fits.stream().limit(most).map(Ranked::value).toList();
  }

  private static boolean words(String typed, int from, String name, int at, int[] letters) {
    if (from == typed.length()) {
      return true;
    }
    if (at < name.length() && same(typed.charAt(from), name.charAt(at))) {
      letters[from] = at;
      if (words(typed, from + 1, name, at + 1, letters)) {
        return true;
      }
    }
    // a word begins where letters were typed before: the first has none before it to jump from
    if (from > 0) {
      for (int next = Math.max(at, letters[from - 1] + 1); next < name.length(); next++) {
        if (wordBegins(name, next) && same(typed.charAt(from), name.charAt(next))) {
          letters[from] = next;
          if (words(typed, from + 1, name, next + 1, letters)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean same(char typed, char there) {
    return Character.toLowerCase(typed) == Character.toLowerCase(there);
  }

  private static boolean wordBegins(String name, int at) {
    char here = name.charAt(at);
    if (at == 0) {
      return true;
    }
    char before = name.charAt(at - 1);
    return Character.isLetterOrDigit(here)
        && (!Character.isLetterOrDigit(before)
            || (Character.isUpperCase(here) && !Character.isUpperCase(before))
            || (Character.isDigit(here) && !Character.isDigit(before)));
  }

  private static List<Integer> range(int length) {
    List<Integer> all = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      all.add(i);
    }
    return all;
  }
}
