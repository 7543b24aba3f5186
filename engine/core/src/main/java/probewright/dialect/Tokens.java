package probewright.dialect;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The tokens of a C text, without comments. Enough of a lexer to find brackets, arrows and words
 * where clang's dump gives only ends; half-typed text is read as far as it goes.
 */
final class Tokens {
  enum Kind {
    WORD,
    NUMBER,
    TEXT,
    SIGN
  }

  /** A token; offsets count UTF-16 code units, the end is exclusive. */
  record Token(Kind kind, int start, int end, String text) {
    boolean is(String what) {
      return text.equals(what);
    }
  }

  /** A comment with its slashes and stars. */
  record Comment(int start, int end, String text) {}

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private final List<Comment> comments = new ArrayList<>();

  Tokens(String text) {
    this.text = text;
    scan();
  }

  List<Token> all() {
    return tokens;
  }

  List<Comment> comments() {
    return comments;
  }

  /** The distinct words. */
  Set<String> words() {
    Set<String> words = new LinkedHashSet<>();
    for (Token token : tokens) {
      if (token.kind == Kind.WORD) {
        words.add(token.text);
      }
    }
    return words;
  }

  /** The index of the first token that starts at or after an offset; the count when none does. */
  int indexAt(int offset) {
    int low = 0;
    int high = tokens.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tokens.get(middle).start < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The token at an index, or one that equals nothing when there is none. */
  Token at(int index) {
    return index >= 0 && index < tokens.size()
        ? tokens.get(index)
        : new Token(Kind.SIGN, text.length(), text.length(), "");
  }

  /** What stands between two tokens: blanks and comments. */
  String between(int first, int second) {
    return text.substring(at(first).end, at(second).start);
  }

  /** The first token that starts at or after an offset. */
  Token after(int offset) {
    return at(indexAt(offset));
  }

  /** The index of the bracket that closes the one at an index, or -1. */
  int closing(int open) {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      String sign = tokens.get(i).text;
      if (sign.equals("(") || sign.equals("[") || sign.equals("{")) {
        depth++;
      } else if (sign.equals(")") || sign.equals("]") || sign.equals("}")) {
        depth--;
        if (depth == 0) {
          return i;
        }
      }
    }
    return -1;
  }

  private void scan() {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int start = i;
      if (Character.isWhitespace(c)) {
        i++;
      } else if (c == '/' && peek(i + 1) == '/') {
        i = endOfLineComment(i);
        comments.add(new Comment(start, i, text.substring(start, i)));
      } else if (c == '/' && peek(i + 1) == '*') {
        int close = text.indexOf("*/", i + 2);
        i = close < 0 ? text.length() : close + 2;
        comments.add(new Comment(start, i, text.substring(start, i)));
      } else if (c == '"' || c == '\'') {
        i = endOfQuoted(i, c);
        add(Kind.TEXT, start, i);
      } else if (Character.isJavaIdentifierStart(c)) {
        while (i < text.length() && Character.isJavaIdentifierPart(text.charAt(i))) {
          i++;
        }
        add(Kind.WORD, start, i);
      } else if (Character.isDigit(c)) {
        while (i < text.length()
            && (Character.isJavaIdentifierPart(text.charAt(i)) || text.charAt(i) == '.')) {
          i++;
        }
        add(Kind.NUMBER, start, i);
      } else {
        i += c == '-' && peek(i + 1) == '>' ? 2 : 1;
        add(Kind.SIGN, start, i);
      }
    }
  }

  private void add(Kind kind, int start, int end) {
    tokens.add(new Token(kind, start, end, text.substring(start, end)));
  }

  private char peek(int i) {
    return i < text.length() ? text.charAt(i) : '\0';
  }

  private int endOfLineComment(int start) {
    int i = start;
    while (i < text.length() && text.charAt(i) != '\n') {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i, text.length());
  }

  private int endOfQuoted(int start, char quote) {
    int i = start + 1;
    while (i < text.length() && text.charAt(i) != quote && text.charAt(i) != '\n') {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i + 1, text.length());
  }
}
