package probewright.dialect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where in a program's text a cursor stands, by the tokens alone, so that half-typed text is no
 * matter.
 *
 * @param word the part of a word that is before the cursor; empty when there is none
 * @param wordStart where that word begins
 * @param place what can stand there
 * @param call the innermost call whose brackets are open there
 */
public record Cursor(String word, int wordStart, Place place, Optional<Call> call) {
  /** What can stand at a cursor. */
  public enum Place {
    /** A name of any kind. */
    NAME,
    /** A member, behind {@code .} or {@code ->}. */
    MEMBER,
    /** A tag, behind {@code struct}, {@code union} or {@code enum}. */
    TAG,
    /** Words of a comment line at the head that says where the program attaches. */
    ATTACH_LINE,
    /** The name of a function that is being defined. */
    FUNCTION_NAME,
    /** Nothing: in a comment, a string or a number. */
    NOTHING
  }

  /**
   * An open call.
   *
   * @param name the function, macro or method that is called
   * @param object the map whose method it is, else empty
   * @param start where the name begins
   * @param arguments the texts of the arguments before the one the cursor is in
   */
  public record Call(String name, String object, int start, List<String> arguments) {
    public Call {
      arguments = List.copyOf(arguments);
    }

    /** The argument that the cursor is in, from 0. */
    public int argument() {
      return arguments.size();
    }
  }

  /** Reads what stands before an offset. */
  public static Cursor at(String text, int offset) {
    int start = wordStart(text, offset);
    String word = text.substring(start, offset);
    String line = text.substring(text.lastIndexOf('\n', offset - 1) + 1, offset);
    Tokens tokens = new Tokens(text.substring(0, start));
    if (line.matches("\\s*//\\s*attach:.*")) {
      return new Cursor(word, start, Place.ATTACH_LINE, Optional.empty());
    }
    boolean inComment =
        tokens.comments().stream().anyMatch(comment -> comment.end() == start && open(comment));
    int last = tokens.all().size() - 1;
    boolean inText =
        tokens.at(last).end() >= start && unclosed(tokens.at(last).text()) && start > 0;
    if (inComment) {
      return new Cursor(word, start, Place.NOTHING, Optional.empty());
    }
    Optional<Call> call = call(text, tokens);
    if (inText || (!word.isEmpty() && Character.isDigit(word.charAt(0)))) {
      return new Cursor(word, start, Place.NOTHING, call);
    }
    Tokens.Token before = tokens.at(last);
    Place place = Place.NAME;
    if (before.is(".") || before.is("->")) {
      place = Place.MEMBER;
    } else if (Set.of("struct", "union", "enum").contains(before.text())) {
      place = Place.TAG;
    } else if (call.isEmpty() && depth(tokens) == 0 && isType(before)) {
      place = Place.FUNCTION_NAME;
    }
    return new Cursor(word, start, place, call);
  }

  /** The distinct words of a text, comments and strings apart; sorted. */
  public static Set<String> words(String text) {
    return new TreeSet<>(new Tokens(text).words());
  }

  /** Where the word begins that ends at an offset. */
  public static int wordStart(String text, int offset) {
    int start = offset;
    while (start > 0 && Character.isJavaIdentifierPart(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  /** Whether what follows a comment's end directly still belongs to it. */
  private static boolean open(Tokens.Comment comment) {
    return comment.text().startsWith("//")
        || comment.text().length() < 4
        || !comment.text().endsWith("*/");
  }

  private static boolean unclosed(String token) {
    if (token.isEmpty() || (token.charAt(0) != '"' && token.charAt(0) != '\'')) {
      return false;
    }
    return token.length() == 1 || token.charAt(token.length() - 1) != token.charAt(0);
  }

  private static boolean isType(Tokens.Token token) {
    return token.kind() == Tokens.Kind.WORD || token.is("*");
  }

  private static int depth(Tokens tokens) {
    int depth = 0;
    for (Tokens.Token token : tokens.all()) {
      switch (token.text()) {
        case "{", "(", "[" -> depth++;
        case "}", ")", "]" -> depth--;
        default -> {}
      }
    }
    return depth;
  }

  private static Optional<Call> call(String text, Tokens tokens) {
    int depth = 0;
    ArrayDeque<Integer> commas = new ArrayDeque<>();
    for (int i = tokens.all().size() - 1; i > 0; i--) {
      Tokens.Token token = tokens.at(i);
      if (token.is(")") || token.is("]") || token.is("}")) {
        depth++;
      } else if (token.is("[") || token.is("{") || (token.is("(") && depth > 0)) {
        if (--depth < 0) {
          return Optional.empty();
        }
      } else if (token.is(",") && depth == 0) {
        commas.push(token.start());
      } else if (token.is(";") && depth == 0) {
        return Optional.empty();
      } else if (token.is("(")) {
        Tokens.Token before = tokens.at(i - 1);
        if (before.kind() == Tokens.Kind.WORD && !before.is("sizeof")) {
          return Optional.of(call(text, tokens, i, commas));
        }
        // brackets around an argument of the call further out
        commas.clear();
      }
    }
    return Optional.empty();
  }

  private static Call call(String text, Tokens tokens, int open, Iterable<Integer> commas) {
    Tokens.Token name = tokens.at(open - 1);
    ArrayList<String> arguments = new ArrayList<>();
    int from = tokens.at(open).end();
    for (int comma : commas) {
      arguments.add(text.substring(from, comma).strip());
      from = comma + 1;
    }
    boolean method = tokens.at(open - 2).is(".");
    return new Call(name.text(), method ? tokens.at(open - 3).text() : "", name.start(), arguments);
  }
}
