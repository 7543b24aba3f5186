package probewright.probes.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import probewright.probes.format.PrintExpression.Binary;
import probewright.probes.format.PrintExpression.Call;
import probewright.probes.format.PrintExpression.Cast;
import probewright.probes.format.PrintExpression.Choice;
import probewright.probes.format.PrintExpression.Element;
import probewright.probes.format.PrintExpression.Field;
import probewright.probes.format.PrintExpression.Literal;
import probewright.probes.format.PrintExpression.Name;
import probewright.probes.format.PrintExpression.Named;
import probewright.probes.format.PrintExpression.SizeOf;
import probewright.probes.format.PrintExpression.Text;
import probewright.probes.format.PrintExpression.Unary;
import probewright.probes.format.PrintTokens.Kind;
import probewright.probes.format.PrintTokens.Token;

/** Reads the arguments of a print format: C's expressions, without what has an effect. */
final class PrintParser {
  private static final int DEPTH = 64;

  private static final Map<String, Integer> STRENGTH =
      Map.ofEntries(
          Map.entry("||", 1),
          Map.entry("&&", 2),
          Map.entry("|", 3),
          Map.entry("^", 4),
          Map.entry("&", 5),
          Map.entry("==", 6),
          Map.entry("!=", 6),
          Map.entry("<", 7),
          Map.entry(">", 7),
          Map.entry("<=", 7),
          Map.entry(">=", 7),
          Map.entry("<<", 8),
          Map.entry(">>", 8),
          Map.entry("+", 9),
          Map.entry("-", 9),
          Map.entry("*", 10),
          Map.entry("/", 10),
          Map.entry("%", 10));

  private static final Set<String> QUALIFIERS = Set.of("const", "volatile", "__force", "__user");

  private final PrintTokens tokens;
  private int depth;

  PrintParser(PrintTokens tokens) {
    this.tokens = tokens;
  }

  PrintExpression expression() throws PrintUnknown {
    if (++depth > DEPTH) {
      throw new PrintUnknown("((((");
    }
    PrintExpression condition = binary(1);
    if (tokens.skip("?")) {
      // GNU C's x ?: y is not among what is printed
      PrintExpression yes = expression();
      tokens.expect(":");
      condition = new Choice(condition, yes, expression());
    }
    depth--;
    return condition;
  }

  private PrintExpression binary(int weakest) throws PrintUnknown {
    PrintExpression left = unary();
    while (tokens.peek().kind() == Kind.MARK) {
      Integer strength = STRENGTH.get(tokens.peek().text());
      if (strength == null || strength < weakest) {
        break;
      }
      String operator = tokens.take().text();
      left = new Binary(operator, left, binary(strength + 1));
    }
    return left;
  }

  private PrintExpression unary() throws PrintUnknown {
    Token token = tokens.peek();
    if (token.kind() == Kind.MARK && "!~-+&*".contains(token.text())) {
      tokens.take();
      if (++depth > DEPTH) {
        throw new PrintUnknown(token.text());
      }
      PrintExpression of = unary();
      depth--;
      return new Unary(token.text(), of);
    }
    if (token.is("(")) {
      String type = castAhead();
      if (type != null) {
        return new Cast(type, unary());
      }
    }
    return postfix();
  }

  /** The type when a cast comes next, which is then taken. */
  private @Nullable String castAhead() {
    int ahead = 1;
    List<String> words = new ArrayList<>();
    while (tokens.peek(ahead).kind() == Kind.WORD && !tokens.peek(ahead).text().equals("REC")) {
      words.add(tokens.peek(ahead++).text());
    }
    StringBuilder stars = new StringBuilder();
    while (tokens.peek(ahead).is("*")) {
      stars.append('*');
      ahead++;
    }
    if (words.isEmpty() || !tokens.peek(ahead).is(")")) {
      return null;
    }
    Token behind = tokens.peek(ahead + 1);
    boolean operand =
        behind.kind() == Kind.WORD
            || behind.kind() == Kind.NUMBER
            || behind.kind() == Kind.TEXT
            || behind.is("(")
            || behind.is("~")
            || behind.is("!");
    boolean surelyType = words.size() > 1 || stars.length() > 0 || CTypes.isBasic(words.get(0));
    if (!operand && !surelyType) {
      return null;
    }
    for (int i = 0; i <= ahead; i++) {
      tokens.take();
    }
    words.removeAll(QUALIFIERS);
    return (String.join(" ", words) + " " + stars).strip();
  }

  private PrintExpression postfix() throws PrintUnknown {
    PrintExpression expression = primary();
    while (tokens.peek().is("[")) {
      tokens.take();
      PrintExpression index = expression();
      tokens.expect("]");
      expression = new Element(expression, index);
    }
    if (tokens.peek().is("->") || tokens.peek().is(".")) {
      tokens.take();
      throw new PrintUnknown("->" + tokens.peek().text());
    }
    return expression;
  }

  private PrintExpression primary() throws PrintUnknown {
    Token token = tokens.take();
    return switch (token.kind()) {
      case NUMBER -> new Literal(CTypes.literal(token.text()));
      case TEXT -> text(token.text());
      case WORD -> word(token.text());
      case MARK, END -> {
        if (!token.is("(") || tokens.peek().is("{")) {
          throw new PrintUnknown(token.text() + tokens.peek().text());
        }
        PrintExpression inner = expression();
        tokens.expect(")");
        yield inner;
      }
    };
  }

  /** Strings that follow one another are one. */
  private Text text(String first) {
    StringBuilder text = new StringBuilder(first);
    while (tokens.peek().kind() == Kind.TEXT) {
      text.append(tokens.take().text());
    }
    return new Text(text.toString());
  }

  private PrintExpression word(String word) throws PrintUnknown {
    if (word.equals("REC")) {
      tokens.expect("->");
      return new Field(tokens.take().text());
    }
    if (!tokens.skip("(")) {
      return new Name(word);
    }
    if (word.equals("sizeof")) {
      List<String> type = new ArrayList<>();
      while (!tokens.peek().is(")") && tokens.peek().kind() != Kind.END) {
        type.add(tokens.take().text());
      }
      tokens.expect(")");
      return new SizeOf(String.join(" ", type));
    }
    return call(word);
  }

  private Call call(String function) throws PrintUnknown {
    List<PrintExpression> arguments = new ArrayList<>();
    List<Named> table = new ArrayList<>();
    while (!tokens.peek().is(")")) {
      if (tokens.skip("{")) {
        table.add(named());
      } else {
        arguments.add(expression());
      }
      if (!tokens.skip(",") && !tokens.peek().is(")")) {
        throw new PrintUnknown(tokens.peek().text());
      }
    }
    tokens.expect(")");
    return new Call(function, arguments, table);
  }

  private Named named() throws PrintUnknown {
    PrintExpression value = expression();
    tokens.expect(",");
    PrintExpression name = expression();
    tokens.skip(",");
    tokens.expect("}");
    return new Named(value, name instanceof Text text ? text.text() : null);
  }
}
