package probewright.dialect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The macros and small functions that an expanded program may carry along: those of {@code
 * library/} that it uses, and what these use in turn. Immutable.
 */
final class Library {
  private static final Pattern PARAGRAPHS =
      Pattern.compile("\\n\\n(?=#define|/\\*|static|struct|u64)");
  private static final Pattern LINES = Pattern.compile("\\n");
  private static final Pattern NAME =
      Pattern.compile(
          "^(?:#define (\\w+)|struct (\\w+) \\{|(?:static|u64) [^(\\n]*?(\\w+)\\()",
          Pattern.MULTILINE);

  /** Read once: several thousand lines. */
  private static final Library OURS = new Library();

  /**
   * @param place where it stands in the library
   */
  private record Item(int place, String text, Set<String> words) {}

  private final Map<String, List<Item>> byName = new HashMap<>();
  private final Set<String> constants;
  private int count;

  private Library() {
    read(Resources.CONSTANTS, LINES);
    constants = Set.copyOf(byName.keySet());
    for (String file : Resources.LIBRARY) {
      read(file, PARAGRAPHS);
    }
  }

  static Library ours() {
    return OURS;
  }

  private void read(String file, Pattern between) {
    for (String text : between.splitAsStream(Resources.text(file)).toList()) {
      Matcher name = NAME.matcher(text);
      if (name.find()) {
        String word =
            Stream.of(name.group(1), name.group(2), name.group(3))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        Item item = new Item(count++, text.strip() + "\n", new Tokens(text).words());
        byName.computeIfAbsent(word, own -> new ArrayList<>()).add(item);
      }
    }
  }

  /** The names of all constants. */
  Set<String> constants() {
    return constants;
  }

  /** The names of all items. */
  Set<String> names() {
    return byName.keySet();
  }

  /** Whether there is an item of this name. */
  boolean has(String name) {
    return byName.containsKey(name);
  }

  /** Whether there is a struct of this tag. */
  boolean isStruct(String tag) {
    return byName.getOrDefault(tag, List.of()).stream()
        .anyMatch(item -> item.text.startsWith("struct " + tag + " {"));
  }

  /**
   * The items that a text with these words needs, in the library's order.
   *
   * @param there whether a name is declared already, by the program or by the kernel
   */
  List<String> needed(Set<String> words, Predicate<String> there) {
    return reached(words, there).stream().map(Item::text).toList();
  }

  /** The words of the items that {@link #needed} gives. */
  Set<String> wordsOfNeeded(Set<String> words, Predicate<String> there) {
    Set<String> all = new LinkedHashSet<>();
    reached(words, there).forEach(item -> all.addAll(item.words));
    return all;
  }

  private Collection<Item> reached(Set<String> words, Predicate<String> there) {
    NavigableMap<Integer, Item> wanted = new TreeMap<>();
    Set<String> seen = new HashSet<>(words);
    Deque<String> left = new ArrayDeque<>(words);
    while (!left.isEmpty()) {
      String word = left.remove();
      List<Item> named = byName.getOrDefault(word, List.of());
      if (!named.isEmpty() && !there.test(word)) {
        for (Item item : named) {
          wanted.put(item.place, item);
          item.words.stream().filter(seen::add).forEach(left::add);
        }
      }
    }
    return wanted.values();
  }
}
