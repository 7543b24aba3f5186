package probewright.dialect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Expands uses of macros in the text itself, one level at a time: where a macro's body holds what
 * is to be rewritten, its use is replaced by the body with the arguments put in, as they are
 * written. All other macros keep their spelling.
 */
final class Macros {
  private static final String REST = "__VA_ARGS__";

  /**
   * A definition.
   *
   * @param start of its body in the user's text, -1 when it is defined elsewhere
   * @param parameters null for a macro without brackets
   */
  record Definition(
      String name,
      @Nullable List<String> parameters,
      boolean variadic,
      List<Tokens.Token> body,
      int start,
      int end) {}

  private final String text;
  private final Tokens tokens;
  private final List<Definition> definitions = new ArrayList<>();
  private final Map<String, Definition> elsewhere = new HashMap<>();

  /**
   * @param values what names stand for that the user gave beside the text
   * @param library texts with more definitions
   */
  Macros(String text, Tokens tokens, Map<String, String> values, List<String> library) {
    this.text = text;
    this.tokens = tokens;
    definitions.addAll(read(text, tokens));
    for (String more : library) {
      for (Definition macro : read(more, new Tokens(more))) {
        elsewhere.put(
            macro.name,
            new Definition(macro.name, macro.parameters, macro.variadic, macro.body, -1, -1));
      }
    }
    values.forEach(
        (name, words) -> {
          List<Tokens.Token> body = new Tokens(words).all();
          elsewhere.put(name, new Definition(name, null, false, body, -1, -1));
        });
  }

  private static List<Definition> read(String text, Tokens tokens) {
    List<Definition> found = new ArrayList<>();
    for (int i = 0; i + 2 < tokens.all().size(); i++) {
      if (tokens.at(i).is("#") && tokens.at(i + 1).is("define")) {
        found.add(definition(text, tokens, i + 2, logicalEnd(text, tokens.at(i).start())));
      }
    }
    return found;
  }

  /** The end of a line that backslashes may continue. */
  private static int logicalEnd(String text, int offset) {
    int end = text.indexOf('\n', offset);
    while (end > 0 && text.charAt(end - 1) == '\\') {
      end = text.indexOf('\n', end + 1);
    }
    return end < 0 ? text.length() : end;
  }

  private static Definition definition(String text, Tokens tokens, int name, int lineEnd) {
    int at = name + 1;
    List<String> parameters = null;
    boolean variadic = false;
    if (tokens.at(at).is("(") && tokens.at(at).start() == tokens.at(name).end()) {
      parameters = new ArrayList<>();
      int close = Math.max(tokens.closing(at), at);
      for (int i = at + 1; i < close; i++) {
        Tokens.Token token = tokens.at(i);
        if (token.kind() == Tokens.Kind.WORD) {
          parameters.add(token.text());
        } else if (token.is(".") && !variadic) {
          variadic = true;
          boolean named = tokens.at(i - 1).kind() == Tokens.Kind.WORD;
          if (!named) {
            parameters.add(REST);
          }
        }
      }
      at = close + 1;
    }
    List<Tokens.Token> body = new ArrayList<>();
    for (int i = at; i < tokens.all().size() && tokens.at(i).start() < lineEnd; i++) {
      if (!(tokens.at(i).is("\\") && text.startsWith("\n", tokens.at(i).end()))) {
        body.add(tokens.at(i));
      }
    }
    int start = body.isEmpty() ? lineEnd : body.get(0).start();
    return new Definition(tokens.at(name).text(), parameters, variadic, body, start, lineEnd);
  }

  /** The definition whose body an offset of the user's text lies in. */
  private Optional<Definition> around(int offset) {
    return definitions.stream().filter(d -> d.start <= offset && offset < d.end).findFirst();
  }

  /** The macro that a name stands for at an offset. */
  private Optional<Definition> named(String name, int offset) {
    Optional<Definition> own =
        definitions.stream()
            .filter(d -> d.name.equals(name) && d.start < offset)
            .reduce((first, second) -> second);
    return own.isPresent() ? own : Optional.ofNullable(elsewhere.get(name));
  }

  /** Whether the first token of the body of the macro used at an offset is at a place. */
  boolean begins(Spot spot) {
    return spot.body() < 0
        || around(spot.body())
            .filter(d -> d.start == spot.body() && tokens.after(spot.use()).is(d.name))
            .isPresent();
  }

  /** Whether the last token of the body of the macro used at an offset is at a place. */
  boolean ends(Spot spot) {
    return spot.body() < 0
        || around(spot.body())
            .filter(
                d ->
                    !d.body.isEmpty()
                        && d.body.get(d.body.size() - 1).start() == spot.body()
                        && tokens.after(spot.use()).is(d.name))
            .isPresent();
  }

  /** The end of a macro's use, with its arguments. */
  int endOfUse(int use) {
    int index = tokens.indexAt(use);
    int close = tokens.at(index + 1).is("(") ? tokens.closing(index + 1) : -1;
    Optional<Definition> macro = named(tokens.at(index).text(), use);
    boolean plain = macro.isPresent() && macro.get().parameters == null;
    return close < 0 || plain ? tokens.at(index).end() : tokens.at(close).end();
  }

  /**
   * The uses to expand, so that what came out of a macro stands in the text; empty when the macro
   * is not the program's own.
   */
  List<Splice> expand(Spot spot) {
    Map<Integer, Splice> found = new TreeMap<>();
    Optional<Definition> inner = spot.body() < 0 ? Optional.empty() : around(spot.body());
    int end = endOfUse(spot.use());
    if (inner.isPresent()) {
      int reached = 0;
      for (int i = tokens.indexAt(spot.use()); tokens.at(i).start() < end; i++) {
        Tokens.Token token = tokens.at(i);
        if (token.text().isEmpty()) {
          break;
        }
        if (token.is(inner.get().name) && token.start() >= reached) {
          Optional<Splice> splice = splice(inner.get(), i);
          splice.ifPresent(s -> found.put(s.start(), s));
          reached = splice.map(Splice::end).orElse(reached);
        }
      }
    }
    if (found.isEmpty()) {
      int index = tokens.indexAt(spot.use());
      named(tokens.at(index).text(), spot.use())
          .flatMap(macro -> splice(macro, index))
          .ifPresent(s -> found.put(s.start(), s));
    }
    return List.copyOf(found.values());
  }

  /** The uses, outside of definitions, of the program's own macros whose bodies hold a word. */
  List<Splice> usesOfThoseWith(String word) {
    List<Splice> found = new ArrayList<>();
    int reached = 0;
    for (int i = 0; i < tokens.all().size(); i++) {
      Tokens.Token token = tokens.at(i);
      boolean defines = tokens.at(i - 1).is("define") || around(token.start()).isPresent();
      Optional<Definition> macro =
          defines || token.start() < reached
              ? Optional.empty()
              : named(token.text(), token.start())
                  .filter(own -> own.body.stream().anyMatch(part -> part.is(word)));
      int at = i;
      Optional<Splice> use = macro.flatMap(own -> splice(own, at));
      use.ifPresent(found::add);
      reached = use.map(Splice::end).orElse(reached);
    }
    return found;
  }

  /** Whether an offset lies in a definition's body. */
  boolean isInBody(int offset) {
    return around(offset).isPresent();
  }

  private Optional<Splice> splice(Definition macro, int index) {
    Tokens.Token name = tokens.at(index);
    if (macro.parameters == null) {
      return Optional.of(splice(macro, Map.of(), name.start(), name.end()));
    }
    int open = index + 1;
    int close = tokens.at(open).is("(") ? tokens.closing(open) : -1;
    if (close < 0) {
      return Optional.empty();
    }
    List<String> given = arguments(open, close, macro);
    Map<String, String> arguments = new HashMap<>();
    for (int i = 0; i < macro.parameters.size(); i++) {
      arguments.put(macro.parameters.get(i), i < given.size() ? given.get(i) : "");
    }
    return Optional.of(splice(macro, arguments, name.start(), tokens.at(close).end()));
  }

  private List<String> arguments(int open, int close, Definition macro) {
    List<String> given = new ArrayList<>();
    int most = macro.parameters == null ? 0 : macro.parameters.size();
    int start = open + 1;
    int i = open + 1;
    while (i <= close) {
      Tokens.Token token = tokens.at(i);
      boolean last = macro.variadic && given.size() == most - 1;
      if (i == close || (token.is(",") && !last)) {
        given.add(words(start, i));
        start = i + 1;
        i++;
      } else if (token.is("(") || token.is("[") || token.is("{")) {
        int inner = tokens.closing(i);
        i = inner < 0 ? close : inner + 1;
      } else {
        i++;
      }
    }
    return given;
  }

  /** The tokens of a range as they are written, on one line and without comments. */
  private String words(int from, int to) {
    return joined(tokens.all().subList(from, Math.max(from, to)));
  }

  private static String joined(List<Tokens.Token> list) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < list.size(); i++) {
      boolean gap = i > 0 && list.get(i - 1).end() < list.get(i).start();
      out.append(gap ? " " : "").append(list.get(i).text());
    }
    return out.toString();
  }

  private Splice splice(Definition macro, Map<String, String> arguments, int start, int end) {
    StringBuilder out = new StringBuilder();
    List<Tokens.Token> body = macro.body;
    for (int i = 0; i < body.size(); i++) {
      Tokens.Token token = body.get(i);
      boolean paste = isPaste(body, i);
      if (paste) {
        boolean dropped = token(body, i + 2).is(REST) || token(body, i + 2).text().isEmpty();
        boolean comma = out.length() > 0 && out.charAt(out.length() - 1) == ',';
        if (comma && dropped) {
          boolean empty = arguments.getOrDefault(token(body, i + 2).text(), "").isEmpty();
          out.replace(out.length() - 1, out.length(), empty ? "" : ", ");
        }
        i++;
        continue;
      }
      boolean gap = i > 0 && body.get(i - 1).end() < token.start();
      if (gap && !isPaste(body, i - 2) && !isPaste(body, i)) {
        out.append(' ');
      }
      String argument = arguments.get(token.text());
      if (token.is("#") && arguments.containsKey(token(body, i + 1).text())) {
        out.append(quoted(arguments.get(token(body, i + 1).text())));
        i++;
      } else if (argument != null && token.kind() == Tokens.Kind.WORD) {
        out.append(argument);
      } else {
        out.append(token.text());
      }
    }
    long lines = text.substring(start, end).chars().filter(c -> c == '\n').count();
    return new Splice(start, end, out + "\n".repeat((int) lines));
  }

  private static boolean isPaste(List<Tokens.Token> body, int i) {
    return token(body, i).is("#") && token(body, i + 1).is("#");
  }

  private static Tokens.Token token(List<Tokens.Token> body, int i) {
    return i >= 0 && i < body.size() ? body.get(i) : new Tokens.Token(Tokens.Kind.SIGN, 0, 0, "");
  }

  private static String quoted(@Nullable String words) {
    String plain = words == null ? "" : words;
    return '"' + plain.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
