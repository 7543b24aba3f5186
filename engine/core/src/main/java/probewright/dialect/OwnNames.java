package probewright.dialect;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names that a program declares itself, in C's two spaces. Where the kernel, or the library that
 * programs are given, has the same name, the program's is the one that counts: in the text that
 * clang checks it gets another name of the same length, so that every offset stays.
 */
final class OwnNames {
  private static final Set<String> TAG = Set.of("struct", "union", "enum");

  /** Macros that a program begins with. */
  private static final Pattern PROGRAM =
      Pattern.compile("BPF_(?:PROG2?|K(?:RET)?PROBE|KSYSCALL|U(?:RET)?PROBE|USDT|ITER)");

  private static final String LETTERS = "QXZJKVWYBPGqxzjkvwybpg0123456789_";

  private final Set<String> tags = new HashSet<>();
  private final Set<String> ordinary = new HashSet<>();
  private final Tokens tokens;

  OwnNames(Tokens tokens) {
    this.tokens = tokens;
    int depth = 0;
    boolean type = false;
    for (int i = 0; i < tokens.all().size(); i++) {
      Tokens.Token token = tokens.at(i);
      if (token.is("#") && isLineStart(i)) {
        i = lastOfDirective(i);
        continue;
      }
      if (TAG.contains(token.text()) && tokens.at(i + 1).kind() == Tokens.Kind.WORD) {
        if (tokens.at(i + 2).is("{")) {
          tags.add(tokens.at(i + 1).text());
        }
      }
      if (token.is("enum")) {
        enumerators(tokens.at(i + 1).is("{") ? i + 1 : i + 2);
      }
      if (depth == 0 && token.is("typedef")) {
        type = true;
      }
      if (token.is("{") || token.is("(") || token.is("[")) {
        if (depth == 0 && token.is("(")) {
          map(i);
          beforeBracket(i);
        }
        depth++;
      } else if (token.is("}") || token.is(")") || token.is("]")) {
        depth--;
      } else if (depth == 0 && token.is(";")) {
        if (type && tokens.at(i - 1).kind() == Tokens.Kind.WORD) {
          ordinary.add(tokens.at(i - 1).text());
        }
        type = false;
      } else if (depth == 0 && token.is("=") && tokens.at(i - 1).kind() == Tokens.Kind.WORD) {
        ordinary.add(tokens.at(i - 1).text());
      }
    }
  }

  /** Tags of structs, unions and enumerations. */
  Set<String> tags() {
    return tags;
  }

  /** Typedefs, enumerators, maps, functions and variables that begin with a value. */
  Set<String> ordinary() {
    return ordinary;
  }

  private boolean isLineStart(int i) {
    return i == 0 || tokens.between(i - 1, i).contains("\n");
  }

  private int lastOfDirective(int start) {
    int i = start;
    while (i + 1 < tokens.all().size()) {
      String gap = tokens.between(i, i + 1);
      if (gap.contains("\n") && !tokens.at(i).is("\\")) {
        return i;
      }
      i++;
    }
    return i;
  }

  private void enumerators(int open) {
    if (!tokens.at(open).is("{")) {
      return;
    }
    int close = tokens.closing(open);
    for (int i = open + 1; i < close; i++) {
      boolean first = tokens.at(i - 1).is("{") || tokens.at(i - 1).is(",");
      if (first && tokens.at(i).kind() == Tokens.Kind.WORD) {
        ordinary.add(tokens.at(i).text());
      }
    }
  }

  /**
   * A map's name is the first argument of bcc's macro, or the one behind what it holds; in libbpf's
   * form it stands before its section.
   */
  private void map(int open) {
    String macro = tokens.at(open - 1).text();
    int close = tokens.closing(open);
    if (macro.equals("SEC") && tokens.at(open - 2).kind() == Tokens.Kind.WORD) {
      ordinary.add(tokens.at(open - 2).text());
    }
    if (!macro.startsWith("BPF_") || PROGRAM.matcher(macro).matches() || close < 0) {
      return;
    }
    int before = macro.matches("BPF_(?:F_)?TABLE\\w*") ? 3 : macro.equals("BPF_QUEUESTACK") ? 1 : 0;
    int depth = 0;
    for (int i = open + 1; i < close; i++) {
      Tokens.Token token = tokens.at(i);
      if (before == 0) {
        if (token.kind() == Tokens.Kind.WORD) {
          ordinary.add(token.text());
        }
        return;
      }
      depth += token.is("(") || token.is("{") ? 1 : token.is(")") || token.is("}") ? -1 : 0;
      before -= depth == 0 && token.is(",") ? 1 : 0;
    }
  }

  /** A function's name stands before its parameters and its body behind them. */
  private void beforeBracket(int open) {
    int close = tokens.closing(open);
    boolean named =
        tokens.at(open - 1).kind() == Tokens.Kind.WORD
            && (tokens.at(open - 2).kind() == Tokens.Kind.WORD || tokens.at(open - 2).is("*"));
    boolean macro = PROGRAM.matcher(tokens.at(open - 1).text()).matches();
    if (close > 0 && named && !macro && tokens.at(close + 1).is("{")) {
      ordinary.add(tokens.at(open - 1).text());
    }
  }

  /**
   * Other names for those that are taken.
   *
   * @param taken whether the kernel or the library has a name
   */
  Map<String, String> renamed(Predicate<String> takenTag, Predicate<String> taken) {
    Set<String> all = tokens.words();
    Map<String, String> names = new HashMap<>();
    Stream.concat(tags.stream().filter(takenTag), ordinary.stream().filter(taken))
        .distinct()
        .sorted()
        .forEach(
            name ->
                LETTERS
                    .chars()
                    .mapToObj(c -> name.substring(0, name.length() - 1) + (char) c)
                    .filter(
                        other ->
                            !all.contains(other)
                                && !names.containsValue(other)
                                && Character.isJavaIdentifierStart(other.charAt(0))
                                && !takenTag.test(other)
                                && !taken.test(other))
                    .findFirst()
                    .ifPresent(other -> names.put(name, other)));
    return names;
  }

  /** The text with its own names replaced by the others; members keep theirs. */
  String replaced(String text, Map<String, String> names) {
    if (names.isEmpty()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text);
    for (int i = 0; i < tokens.all().size(); i++) {
      Tokens.Token token = tokens.at(i);
      String other = names.get(token.text());
      String before = tokens.at(i - 1).text();
      boolean tag = TAG.contains(before);
      boolean member = before.equals(".") || before.equals("->");
      if (other != null
          && !member
          && (tag ? tags.contains(token.text()) : ordinary.contains(token.text()))) {
        out.replace(token.start(), token.end(), other);
      }
    }
    return out.toString();
  }
}
