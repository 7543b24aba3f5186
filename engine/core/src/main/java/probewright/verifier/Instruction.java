package probewright.verifier;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One instruction that the verifier went through.
 *
 * @param index counted from the program's first one
 * @param text as the verifier spells it, such as {@code r1 = *(u64 *)(r6 +0)}
 * @param known what it knew of registers and stack slots after it, in its own words; only those
 *     that it printed
 */
record Instruction(int index, String text, String known) {
  private static final String REGISTER = "[rw](\\d+)";
  private static final Pattern MEMORY =
      Pattern.compile("\\*\\((?:u|s)\\d+ \\*\\)\\(r(\\d+) ([+-]\\d+)\\)");
  private static final Pattern LOAD = Pattern.compile(REGISTER + " = " + MEMORY.pattern());
  private static final Pattern STORE = Pattern.compile(MEMORY.pattern() + " = (?:r(\\d+)|.*)");
  private static final Pattern MOVE = Pattern.compile(REGISTER + " = (?:\\(\\w+\\))?[rw](\\d+)");
  private static final Pattern CONSTANT = Pattern.compile(REGISTER + " = (-?\\d+|0x[0-9a-f]+)");
  private static final Pattern CHANGE =
      Pattern.compile(REGISTER + " (\\S{1,3})= (?:[rw](\\d+)|-?\\w+)");
  private static final Pattern HELPER = Pattern.compile("call ([A-Za-z_]\\w*)#(-?\\d+)");
  private static final Pattern FUNCTION = Pattern.compile("call pc[+-]\\d+");

  private static final Pattern ITEM = Pattern.compile("(R\\d+|fp-?\\d+)(?:_\\w+)?=");

  /** What an instruction does to the value that is followed. */
  sealed interface Effect {
    record Load(int to, int base, int offset) implements Effect {}

    /** {@code from} is negative for a constant. */
    record Store(int base, int offset, int from) implements Effect {}

    record Move(int to, int from) implements Effect {}

    record Constant(int to, String value) implements Effect {}

    /** {@code by} is negative for a constant. */
    record Change(int to, String operator, int by) implements Effect {}

    record Helper(String name) implements Effect {}

    record Enter() implements Effect {}

    record Exit() implements Effect {}

    record Other() implements Effect {}
  }

  /** What is known, by the names {@code R1}, {@code fp-8}. Values hold blanks in parentheses. */
  Map<String, String> state() {
    Map<String, String> items = new HashMap<>();
    Matcher item = ITEM.matcher(known);
    int at = 0;
    while (item.find(at)) {
      int end = item.end();
      int depth = 0;
      while (end < known.length() && (depth > 0 || known.charAt(end) != ' ')) {
        depth += known.charAt(end) == '(' ? 1 : known.charAt(end) == ')' ? -1 : 0;
        end++;
      }
      items.put(item.group(1), known.substring(item.end(), end));
      at = end;
    }
    return items;
  }

  Effect effect() {
    Matcher helper = HELPER.matcher(text);
    if (helper.lookingAt()) {
      return new Effect.Helper(helper.group(1));
    }
    if (FUNCTION.matcher(text).lookingAt()) {
      return new Effect.Enter();
    }
    if (text.equals("exit")) {
      return new Effect.Exit();
    }
    Matcher load = LOAD.matcher(text);
    if (load.matches()) {
      return new Effect.Load(number(load, 1), number(load, 2), number(load, 3));
    }
    Matcher store = STORE.matcher(text);
    if (store.matches()) {
      return new Effect.Store(number(store, 1), number(store, 2), number(store, 3));
    }
    Matcher move = MOVE.matcher(text);
    if (move.matches()) {
      return new Effect.Move(number(move, 1), number(move, 2));
    }
    Matcher constant = CONSTANT.matcher(text);
    if (constant.matches()) {
      return new Effect.Constant(number(constant, 1), constant.group(2));
    }
    Matcher change = CHANGE.matcher(text);
    if (change.matches()) {
      return new Effect.Change(number(change, 1), change.group(2), number(change, 3));
    }
    return new Effect.Other();
  }

  /** Whether it goes one of two ways. */
  boolean branches() {
    return text.startsWith("if ");
  }

  private static int number(Matcher matcher, int group) {
    @Nullable String digits = matcher.group(group);
    return digits == null || digits.length() > 9 ? -1 : Integer.parseInt(digits);
  }
}
