package probewright.target;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The static probes (USDT) of a program or library, as the agent's {@code usdt} tells them. */
final class StaticProbes {
  /**
   * One of a probe's places.
   *
   * @param offset in the file
   * @param semaphore the address of the number that says whether it is wanted, 0 for none
   * @param arguments as the note spells them: {@code -4@%eax 8@-16(%rbp)}
   */
  record Place(
      String path, String provider, String name, long offset, long semaphore, String arguments) {
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
        places.add(
            new Place(
                path,
                words[0],
                words[1],
                Long.parseUnsignedLong(words[2], 16),
                Long.parseUnsignedLong(words[3], 16),
                words[4]));
      }
    }
  }

  /**
   * All places of the probes that fit.
   *
   * @param provider empty for any
   */
  List<Place> find(String provider, Predicate<String> name) {
    return places.stream()
        .filter(place -> name.test(place.name))
        .filter(place -> provider.isEmpty() || provider.equals(place.provider))
        .toList();
  }

  /** Some names to choose from, those like the one asked for before the others. */
  List<String> near(String provider, String name) {
    List<String> all = places.stream().map(Place::fullName).distinct().sorted().toList();
    List<String> alike = KernelSymbols.near(provider + ":" + name, all);
    return (alike.isEmpty() ? all : alike).stream().limit(8).toList();
  }
}
