package probewright.app.commands;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import probewright.app.commands.Command.Where;
import probewright.app.words.Words;

/** What the palette offers for what was typed. */
final class PaletteModel {
  private final CommandRegistry registry;
  private final Words words;

  /**
   * A command as a row.
   *
   * @param title in the window's language
   * @param letters of the title that were matched
   * @param hindrance why it cannot be done now, empty when it can
   */
  record Hit(Command command, String title, List<Integer> letters, String hindrance) {
    boolean possible() {
      return hindrance.isEmpty();
    }
  }

  private record Ranked(Hit hit, int score, int recency) {}

  PaletteModel(CommandRegistry registry, Words words) {
    this.registry = registry;
    this.words = words;
  }

  /**
   * Those that fit, the best first; without a query all, those chosen lately first and those that
   * cannot be done now last.
   */
  List<Hit> find(String query) {
    List<String> recent = registry.recent();
    List<Ranked> found = new ArrayList<>();
    for (Command command : registry.all()) {
      int at = recent.indexOf(command.id());
      int recency = at < 0 ? recent.size() : at;
      if (command.where() != Where.PART) {
        rank(query, command, recency).ifPresent(found::add);
      }
    }
    Comparator<Ranked> order = Comparator.comparingInt(ranked -> -ranked.score());
    return found.stream().sorted(order.thenComparingInt(Ranked::recency)).map(Ranked::hit).toList();
  }

  private Optional<Ranked> rank(String query, Command command, int recency) {
    String title = words.get(command.key());
    String why = registry.hindrance(command);
    if (query.isBlank()) {
      return Optional.of(
          new Ranked(new Hit(command, title, List.of(), why), why.isEmpty() ? 1 : 0, recency));
    }
    return Fuzzy.match(query, title)
        .map(m -> new Ranked(new Hit(command, title, m.letters(), why), m.score(), recency))
        .or(
            () ->
                // by its English words or its key too, whatever the window's language
                Stream.concat(
                        Stream.of(words.in(Locale.ENGLISH, command.key())),
                        command.keys().stream().map(KeyText::of))
                    .flatMap(text -> Fuzzy.match(query, text).stream())
                    .findFirst()
                    .map(
                        m ->
                            new Ranked(
                                new Hit(command, title, List.of(), why), m.score() - 30, recency)));
  }
}
