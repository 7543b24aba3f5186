package probewright.probes.format;

import java.util.ArrayList;
import java.util.List;

/** The words of a print format. For one thread. */
final class PrintTokens {
  enum Kind {
    WORD,
    NUMBER,
    TEXT,
    MARK,
    END
  }

  record Token(Kind kind, String text) {
    boolean is(String mark) {
      return kind == Kind.MARK && text.equals(mark);
    }
  }

  private static final List<String> LONG_MARKS =
      List.of("<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "->");

  private final List<Token> tokens = new ArrayList<>();
  private int next;

  PrintTokens(String text) throws PrintUnknown {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '"') {
        at = string(text, at + 1);
      } else if (c == '\'' && at + 2 < text.length() && text.charAt(at + 2) == '\'') {
        tokens.add(new Token(Kind.NUMBER, String.valueOf((int) text.charAt(at + 1))));
        at += 3;
      } else if (Character.isDigit(c) || Character.isLetter(c) || c == '_') {
        int end = at;
        while (end < text.length() && isWord(text.charAt(end))) {
          end++;
        }
        tokens.add(
            new Token(Character.isDigit(c) ? Kind.NUMBER : Kind.WORD, text.substring(at, end)));
        at = end;
      } else {
        String two = text.substring(at, Math.min(at + 2, text.length()));
        String mark = LONG_MARKS.contains(two) ? two : String.valueOf(c);
        tokens.add(new Token(Kind.MARK, mark));
        at += mark.length();
      }
    }
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  /** Reads a string from behind its first quote; where it goes on. */
  private int string(String text, int start) throws PrintUnknown {
    StringBuilder read = new StringBuilder();
    int at = start;
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      if (c != '\\' || at == text.length()) {
        read.append(c);
        continue;
      }
      char escaped = text.charAt(at++);
      switch (escaped) {
        case 'n' -> read.append('\n');
        case 't' -> read.append('\t');
        case 'r' -> read.append('\r');
        case '0' -> read.append('\0');
        default -> read.append(escaped);
      }
    }
    if (at == text.length()) {
      throw new PrintUnknown("\"");
    }
    tokens.add(new Token(Kind.TEXT, read.toString()));
    return at + 1;
  }

  Token peek() {
    return peek(0);
  }

  Token peek(int ahead) {
    return next + ahead < tokens.size() ? tokens.get(next + ahead) : new Token(Kind.END, "");
  }

  Token take() {
    Token token = peek();
    next++;
    return token;
  }

  /** Takes a mark if it is the next. */
  boolean skip(String mark) {
    boolean there = peek().is(mark);
    if (there) {
      next++;
    }
    return there;
  }

  void expect(String mark) throws PrintUnknown {
    if (!skip(mark)) {
      throw new PrintUnknown(peek().text());
    }
  }
}
