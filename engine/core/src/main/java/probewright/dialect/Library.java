package probewright.dialect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

  private record Item(String name, String text, Set<String> words) {}

  private final List<Item> items = new ArrayList<>();
  private final Set<String> constants;

  private Library() {
    read(Resources.CONSTANTS, LINES);
    constants = items.stream().map(Item::name).collect(Collectors.toUnmodifiableSet());
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
        items.add(new Item(word, text.strip() + "\n", new Tokens(text).words()));
      }
    }
  }

  /** The names of all constants. */
  Set<String> constants() {
    return constants;
  }

  /** Whether there is an item of this name. */
  boolean has(String name) {
    return items.stream().anyMatch(item -> item.name.equals(name));
  }

  /** Whether there is a struct of this tag. */
  boolean isStruct(String tag) {
    return items.stream().anyMatch(item -> item.text.startsWith("struct " + tag + " {"));
  }

  /**
   * The items that a text with these words needs, in the library's order.
   *
   * @param there whether a name is declared already, by the program or by the kernel
   */
  List<String> needed(Set<String> words, Predicate<String> there) {
    Set<String> reached = new LinkedHashSet<>(words);
    Set<Item> wanted = new HashSet<>();
    boolean grew = true;
    while (grew) {
      grew = false;
      for (Item item : items) {
        if (reached.contains(item.name) && !wanted.contains(item) && !there.test(item.name)) {
          wanted.add(item);
          reached.addAll(item.words);
          grew = true;
        }
      }
    }
    return items.stream().filter(wanted::contains).map(Item::text).toList();
  }
}
