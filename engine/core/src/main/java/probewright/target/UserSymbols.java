package probewright.target;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The functions of a program or library, as the agent's {@code symbols} tell them. */
final class UserSymbols {
  /**
   * One function.
   *
   * @param offset in the file
   * @param version empty where it has none
   * @param isDefault whether the name alone stands for this version
   * @param chosen whether the implementation is chosen when it is linked (IFUNC): the offset is
   *     then that of what chooses
   */
  record Symbol(
      String name, String version, boolean isDefault, long offset, long size, boolean chosen) {}

  private static final Comparator<Symbol> PLAINER =
      Comparator.<Symbol>comparingInt(
              symbol -> symbol.name.indexOf(symbol.name.replaceAll("^_+", "")))
          .thenComparingInt(symbol -> symbol.name.length())
          .thenComparing(Symbol::name);

  /** Where one function lies in another, so far back the outer one is looked for. */
  private static final int NESTED = 16;

  /** The first line of a file that has only the names that it exports. */
  static final String STRIPPED = "stripped";

  private final List<Symbol> symbols = new ArrayList<>();
  private final NavigableMap<Long, Symbol> byOffset = new TreeMap<>();
  private final boolean stripped;

  /**
   * Reads lines {@code OFFSET SIZE f|i NAME[@[@]VERSION]}, perhaps with {@code stripped} above
   * them.
   *
   * @see "docs/wire.md"
   */
  UserSymbols(List<String> lines) {
    stripped = !lines.isEmpty() && lines.get(0).equals(STRIPPED);
    for (String line : lines) {
      String[] words = line.split(" ", 4);
      if (words.length == 4) {
        int at = words[3].indexOf('@');
        String name = at < 0 ? words[3] : words[3].substring(0, at);
        String version = at < 0 ? "" : words[3].substring(at).replace("@", "");
        symbols.add(
            new Symbol(
                name,
                version,
                at < 0 || words[3].startsWith("@@", at),
                Long.parseUnsignedLong(words[0], 16),
                Long.parseUnsignedLong(words[1], 16),
                words[2].equals("i")));
      }
    }
  }

  /** Whether the file has only the names that it exports. */
  boolean isStripped() {
    return stripped;
  }

  /** The function that a place in the file is in. */
  synchronized Optional<Symbol> at(long offset) {
    if (byOffset.isEmpty()) {
      symbols.forEach(symbol -> byOffset.merge(symbol.offset, symbol, UserSymbols::plainer));
    }
    return byOffset.headMap(offset, true).descendingMap().values().stream()
        .limit(NESTED)
        .filter(symbol -> offset - symbol.offset < symbol.size)
        .findFirst();
  }

  /** Of several names the one with the fewest underscores before it, and then the shortest. */
  private static Symbol plainer(Symbol a, Symbol b) {
    return PLAINER.compare(a, b) <= 0 ? a : b;
  }

  boolean isEmpty() {
    return symbols.isEmpty();
  }

  /** The function of a name, which may ask for a version: {@code memcpy@GLIBC_2.2.5}. */
  Optional<Symbol> find(String name) {
    int at = name.indexOf('@');
    if (at > 0) {
      String version = name.substring(at).replace("@", "");
      String bare = name.substring(0, at);
      return symbols.stream()
          .filter(symbol -> symbol.name.equals(bare) && symbol.version.equals(version))
          .findFirst();
    }
    Optional<Symbol> first =
        symbols.stream().filter(symbol -> symbol.name.equals(name) && symbol.isDefault).findFirst();
    return first.or(() -> symbols.stream().filter(symbol -> symbol.name.equals(name)).findFirst());
  }

  /**
   * Where functions of the same name and version begin, which may be several: each source file may
   * have a static function of its own.
   */
  List<Long> alike(Symbol symbol) {
    return symbols.stream()
        .filter(other -> other.name.equals(symbol.name) && other.version.equals(symbol.version))
        .map(Symbol::offset)
        .distinct()
        .sorted()
        .toList();
  }

  /** The functions whose names fit, each offset once. */
  List<Symbol> matching(Predicate<String> pattern) {
    TreeMap<Long, Symbol> found = new TreeMap<>();
    for (Symbol symbol : symbols) {
      if (pattern.test(symbol.name)) {
        found.putIfAbsent(symbol.offset, symbol);
      }
    }
    return List.copyOf(found.values());
  }

  List<String> near(String name) {
    return KernelSymbols.near(name, symbols.stream().map(Symbol::name).distinct().toList()).stream()
        .limit(3)
        .toList();
  }
}
