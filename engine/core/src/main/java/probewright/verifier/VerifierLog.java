package probewright.verifier;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The verifier's log at level 1: the way to the refusal, instruction by instruction, and then what
 * it says of it. Read the same from 6.1 and 6.12; what is cut off at the beginning is missed.
 *
 * @param way in order; ways that were found good are not in it
 * @param verdict what was said after the last instruction, without statistics
 */
record VerifierLog(List<Instruction> way, List<String> verdict) {
  /** More than any program's words about one refusal take, in UTF-16 code units. */
  static final int MOST = 2 << 20;

  private static final Pattern INSTRUCTION = Pattern.compile("(\\d+): \\(([0-9a-f]{2})\\) (.*)");
  private static final Pattern LIBBPF = Pattern.compile("(\\d+): <([^>]*)>.*");
  private static final Pattern STATE =
      Pattern.compile("(?:from )?\\d+(?: to \\d+)?: .*|frame\\d+: .*|R\\d+[_=].*");
  private static final Pattern AFTER =
      Pattern.compile(" *; ?(?=R\\d|fp|refs|frame|$)| \\d+: (?=R\\d|frame)");
  private static final Pattern ITEM = Pattern.compile("(R\\d+|fp-?\\d+)(?:_\\w+)?=");
  private static final Pattern NOISE =
      Pattern.compile(
          "processed \\d+ insns.*|verification time .*|stack depth .*|caller:|callee:"
              + "|returning from callee:|to caller at .*|(?:cur|old) state: .*|arg#\\d+ .*"
              + "|reg type unsupported .*|mark_precise: .*|last_idx .*|regs=.*|parent .*"
              + "|func#\\d+ @\\d+|-- BEGIN .*|-- END .*");

  static VerifierLog read(String words) {
    String end = words.length() > MOST ? words.substring(words.length() - MOST) : words;
    List<Instruction> way = new ArrayList<>();
    List<String> verdict = new ArrayList<>();
    for (String row : end.lines().toList()) {
      String line = row.strip();
      if (line.isEmpty() || line.startsWith("; ") || NOISE.matcher(line).matches()) {
        continue;
      }
      Matcher instruction = INSTRUCTION.matcher(line);
      Matcher damaged = LIBBPF.matcher(line);
      if (instruction.matches() && isNumber(instruction.group(1))) {
        verdict.clear();
        way.add(instruction(Integer.parseInt(instruction.group(1)), instruction.group(3)));
      } else if (damaged.matches() && isNumber(damaged.group(1))) {
        verdict.clear();
        way.add(new Instruction(Integer.parseInt(damaged.group(1)), damaged.group(2), Map.of()));
      } else if (!STATE.matcher(line).matches()) {
        verdict.add(line);
      }
    }
    return new VerifierLog(List.copyOf(way), List.copyOf(verdict));
  }

  private static boolean isNumber(String digits) {
    return digits.length() <= 9;
  }

  private static Instruction instruction(int index, String rest) {
    // the state stands after a semicolon, or after a branch behind the number of the next one
    Matcher state = AFTER.matcher(rest);
    if (!state.find()) {
      return new Instruction(index, rest.strip(), Map.of());
    }
    return new Instruction(
        index, rest.substring(0, state.start()).strip(), items(rest.substring(state.end())));
  }

  /** Values hold blanks within their parentheses. */
  static Map<String, String> items(String words) {
    Map<String, String> items = new HashMap<>();
    Matcher item = ITEM.matcher(words);
    int at = 0;
    while (item.find(at)) {
      int end = item.end();
      int depth = 0;
      while (end < words.length() && (depth > 0 || words.charAt(end) != ' ')) {
        depth += words.charAt(end) == '(' ? 1 : words.charAt(end) == ')' ? -1 : 0;
        end++;
      }
      items.put(item.group(1), words.substring(item.end(), end));
      at = end;
    }
    return items;
  }
}
