package probewright.app.editor.text;

import java.util.Set;
import java.util.function.Consumer;
import probewright.app.editor.text.LineState.Arguments;
import probewright.app.editor.text.LineState.Arguments.Kind;
import probewright.app.editor.text.LineState.Before;
import probewright.app.editor.text.LineState.Mode;

/**
 * Colours one line of C in bcc's dialect, from the state the line before left. A scanner and no
 * parser: text that is half typed keeps its colours. One line, one thread.
 */
final class LineScanner {
  /** Takes a line's pieces from left to right; they cover it without gaps. */
  interface Sink {
    void piece(int end, String style);
  }

  private final String line;
  private final Set<String> maps;
  private final Sink sink;
  private final Consumer<String> declared;
  private Mode mode;
  private Before before;
  private Arguments arguments;
  private String lastName = "";
  private int at;

  private LineScanner(
      String line, LineState state, Set<String> maps, Sink sink, Consumer<String> declared) {
    this.line = line;
    this.maps = maps;
    this.sink = sink;
    this.declared = declared;
    mode = state.mode();
    before = state.before();
    arguments = state.arguments();
  }

  /**
   * Scans a line.
   *
   * @param maps the names of the program's maps
   * @param declared takes the names of the maps this line declares
   * @return the state of the next line
   */
  static LineState scan(
      String line, LineState state, Set<String> maps, Sink sink, Consumer<String> declared) {
    return new LineScanner(line, state, maps, sink, declared).scan();
  }

  private LineState scan() {
    boolean goesOn = line.endsWith("\\");
    switch (mode) {
      case COMMENT -> comment(0);
      case LINE_COMMENT -> put(line.length(), "comment");
      case STRING -> string(0, '"');
      case CODE, DIRECTIVE -> {}
    }
    while (at < line.length()) {
      code(line.charAt(at));
    }
    Mode next = mode == Mode.COMMENT || goesOn ? mode : Mode.CODE;
    return mode == Mode.DIRECTIVE && next == Mode.CODE
        ? LineState.START
        : new LineState(next, before, arguments);
  }

  private void code(char c) {
    if (line.startsWith("//", at)) {
      mode = Mode.LINE_COMMENT;
      lineComment();
    } else if (line.startsWith("/*", at)) {
      comment(at + 2);
    } else if (c == '"' || c == '\'') {
      string(at + 1, c);
      before = Before.OTHER;
    } else if (c == '#' && mode == Mode.CODE && line.substring(0, at).isBlank()) {
      directive();
    } else if (Character.isDigit(c)) {
      put(endOfName(at), "number");
      before = Before.OTHER;
    } else if (Character.isJavaIdentifierStart(c)) {
      name();
    } else {
      sign(c);
    }
  }

  private void sign(char c) {
    if (!Character.isWhitespace(c)) {
      boolean arrow = c == '>' && at > 0 && line.charAt(at - 1) == '-';
      before = c == '.' || arrow ? Before.MEMBER : Before.OTHER;
      arguments = arguments.after(c);
    }
    put(at + 1, "");
  }

  private void name() {
    int end = endOfName(at);
    String word = line.substring(at, end);
    boolean called = nextIs(end, '(');
    if (arguments.names()) {
      named(word, end);
    } else if (arguments.open() && arguments.depth() == 0) {
      // the macro's name was no call
      arguments = Arguments.NONE;
      plain(word, end, called);
    } else {
      plain(word, end, called);
    }
    lastName = word;
  }

  private void named(String word, int end) {
    boolean map = arguments.kind() == Kind.MAP;
    if (map) {
      declared.accept(word);
      arguments = Arguments.NONE;
    }
    put(end, map ? "map" : "place");
    before = Before.OTHER;
  }

  private void plain(String word, int end, boolean called) {
    int convention = called ? Vocabulary.convention(word) : 0;
    if (convention > 0) {
      put(at + convention, "macro");
      put(end, "helper");
    } else {
      if (Vocabulary.macro(word)) {
        macro(word, end);
      }
      put(end, style(word, called));
    }
    boolean tag = word.equals("struct") || word.equals("union") || word.equals("enum");
    before = tag ? Before.TAG : Before.OTHER;
  }

  private void macro(String word, int end) {
    if (mode == Mode.CODE) {
      arguments = Vocabulary.arguments(word);
    }
    if (word.equals("SEC") && line.startsWith("(\".maps\")", end) && !lastName.isEmpty()) {
      declared.accept(lastName);
    }
  }

  private String style(String word, boolean called) {
    if (Vocabulary.macro(word)) {
      return "macro";
    }
    if (before == Before.MEMBER) {
      return called ? "helper" : "";
    }
    if (Vocabulary.keyword(word)) {
      return "keyword";
    }
    boolean type = Vocabulary.type(word) || (word.endsWith("_t") && !called);
    if (before == Before.TAG || type) {
      return "type";
    }
    if (maps.contains(word)) {
      return "map";
    }
    return called || word.startsWith("bpf_") ? "helper" : "";
  }

  /** Lines that say what is attached, and the like, are read by the translator. */
  private void lineComment() {
    int word = at + 2;
    while (word < line.length() && line.charAt(word) == ' ') {
      word++;
    }
    int end = endOfName(word);
    boolean said =
        nextIs(end, ':')
            && switch (line.substring(word, end)) {
              case "attach", "param", "show", "tail", "inner" -> true;
              default -> false;
            };
    if (said) {
      put(word, "comment");
      put(end + 1, "macro");
      put(line.length(), "place");
    }
    put(line.length(), "comment");
  }

  private void comment(int from) {
    int end = line.indexOf("*/", from);
    put(end < 0 ? line.length() : end + 2, "comment");
    mode = end < 0 ? Mode.COMMENT : Mode.CODE;
  }

  private void string(int from, char quote) {
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\') {
        if (i == line.length() - 1 && quote == '"') {
          mode = Mode.STRING;
        }
        i++;
      } else if (c == quote) {
        mode = mode == Mode.STRING ? Mode.CODE : mode;
        put(i + 1, "string");
        return;
      }
    }
    put(line.length(), "string");
  }

  private void directive() {
    mode = Mode.DIRECTIVE;
    int word = at + 1;
    while (word < line.length() && Character.isWhitespace(line.charAt(word))) {
      word++;
    }
    boolean include = line.startsWith("include", word);
    put(endOfName(word), "keyword");
    if (include) {
      int start = at;
      while (start < line.length() && Character.isWhitespace(line.charAt(start))) {
        start++;
      }
      put(start, "");
      int close = line.indexOf(line.startsWith("<", start) ? '>' : '"', start + 1);
      put(close < 0 ? line.length() : close + 1, "string");
    }
    before = Before.OTHER;
  }

  private boolean nextIs(int from, char wanted) {
    int i = from;
    while (i < line.length() && line.charAt(i) == ' ') {
      i++;
    }
    return i < line.length() && line.charAt(i) == wanted;
  }

  private int endOfName(int from) {
    int i = from;
    while (i < line.length() && Character.isJavaIdentifierPart(line.charAt(i))) {
      i++;
    }
    return i;
  }

  private void put(int end, String style) {
    if (end > at) {
      sink.piece(end, style);
      at = end;
    }
  }
}
