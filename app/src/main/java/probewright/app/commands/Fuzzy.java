package probewright.app.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what a person means by a few letters. */
final class Fuzzy {
  private Fuzzy() {}

  /**
   * How well a text fits.
   *
   * @param score the larger the better
   * @param letters places in the text that were matched, rising
   */
  record Match(int score, List<Integer> letters) {}

  /** Each word of the query must be in the text: in one piece, or as letters in its order. */
  static Optional<Match> match(String query, String text) {
    int score = 0;
    List<Integer> letters = new ArrayList<>();
    String low = text.toLowerCase(Locale.ROOT);
    for (String word : query.toLowerCase(Locale.ROOT).trim().split("\\s+", -1)) {
      Optional<Match> found = word(word, low);
      if (found.isEmpty()) {
        return found;
      }
      score += found.get().score();
      letters.addAll(found.get().letters());
    }
    return Optional.of(new Match(score, letters.stream().distinct().sorted().toList()));
  }

  private static Optional<Match> word(String word, String text) {
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      if (startsWord(text, at)) {
        return Optional.of(piece(at == 0 ? 120 : 100, at, word.length()));
      }
      if (word.isEmpty()) {
        break;
      }
    }
    int inside = text.indexOf(word);
    if (inside >= 0) {
      return Optional.of(piece(60, inside, word.length()));
    }
    Optional<Match> initials = scattered(word, text, true);
    return initials.isPresent() ? initials : scattered(word, text, false);
  }

  private static Match piece(int score, int at, int length) {
    List<Integer> letters = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      letters.add(at + i);
    }
    return new Match(score, letters);
  }

  /**
   * Letters in order with others between.
   *
   * @param pieces whether each piece has to begin a word
   */
  private static Optional<Match> scattered(String word, String text, boolean pieces) {
    List<Integer> letters = new ArrayList<>();
    int gaps = 0;
    int from = 0;
    for (int i = 0; i < word.length(); i++) {
      int at = text.indexOf(word.charAt(i), from);
      while (pieces && at > from && !startsWord(text, at)) {
        at = text.indexOf(word.charAt(i), at + 1);
      }
      if (at < 0 || (pieces && at == 0 && from > 0)) {
        return Optional.empty();
      }
      gaps += at - from;
      letters.add(at);
      from = at + 1;
    }
    return Optional.of(new Match((pieces ? 40 : 20) - Math.min(gaps, 19), letters));
  }

  private static boolean startsWord(String text, int at) {
    return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
  }
}
