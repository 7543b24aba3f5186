package probewright.target;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The static probes (USDT) of a program or library, as the agent's {@code usdt} tells them. */
final class StaticProbes {
  /**
   * One of a probe's places.
   *
   * @param arguments as the note spells them: {@code -4@%eax 8@-16(%rbp)}
   */
  record Place(String path, String provider, String name, String arguments) {
    String fullName() {
      return provider + ":" + name;
    }
  }

  private final List<Place> places = new ArrayList<>();

  /** Adds a file's lines {@code PROVIDER NAME OFFSET SEMAPHORE ARGUMENTS}, apart by tabs. */
  void add(String path, List<String> lines) {
    for (String line : lines) {
      String[] words = line.split("\t", -1);
      if (words.length >= 5) {
        places.add(new Place(path, words[0], words[1], words[4]));
      }
    }
  }

  /**
   * The probes that fit, each once for a file that has it.
   *
   * @param provider empty for any
   */
  List<Place> find(String provider, Predicate<String> name) {
    List<Place> found = new ArrayList<>();
    for (Place place : places) {
      boolean known =
          found.stream()
              .anyMatch(
                  other ->
                      other.path.equals(place.path) && other.fullName().equals(place.fullName()));
      if (!known
          && name.test(place.name)
          && (provider.isEmpty() || provider.equals(place.provider))) {
        found.add(place);
      }
    }
    return found;
  }

  /** Some names to choose from, those like the one asked for before the others. */
  List<String> near(String provider, String name) {
    List<String> all = places.stream().map(Place::fullName).distinct().sorted().toList();
    List<String> alike = KernelSymbols.near(provider + ":" + name, all);
    return (alike.isEmpty() ? all : alike).stream().limit(8).toList();
  }
}
