package probewright.verifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  private static final Pattern INSTRUCTION = Pattern.compile("(\\d{1,9}): \\([0-9a-f]{2}\\) (.*)");
  private static final Pattern LIBBPF = Pattern.compile("(\\d{1,9}): <([^>]*)>.*");
  private static final Pattern STATE =
      Pattern.compile("(?:from )?\\d+(?: to \\d+)?: .*|frame\\d+: .*|R\\d+[_=].*");
  private static final Pattern AFTER =
      Pattern.compile(" *; ?(?=R\\d|fp|refs|frame|$)| \\d+: (?=R\\d|frame)");
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
      if (line.isEmpty() || line.startsWith("; ")) {
        continue;
      }
      Optional<Instruction> next =
          Character.isDigit(line.charAt(0)) ? instruction(line) : Optional.empty();
      if (next.isPresent()) {
        verdict.clear();
        way.add(next.get());
      } else if (!NOISE.matcher(line).matches() && !STATE.matcher(line).matches()) {
        verdict.add(line);
      }
    }
    return new VerifierLog(List.copyOf(way), List.copyOf(verdict));
  }

  /** The instruction of a line; empty for a line of another kind. */
  static Optional<Instruction> instruction(String line) {
    Matcher whole = INSTRUCTION.matcher(line);
    if (whole.matches()) {
      int index = Integer.parseInt(whole.group(1));
      String rest = whole.group(2);
      // the state stands after a semicolon, or after a branch behind the number of the next one
      Matcher state = AFTER.matcher(rest);
      return Optional.of(
          state.find()
              ? new Instruction(
                  index, rest.substring(0, state.start()).strip(), rest.substring(state.end()))
              : new Instruction(index, rest.strip(), ""));
    }
    Matcher damaged = LIBBPF.matcher(line);
    return damaged.matches()
        ? Optional.of(new Instruction(Integer.parseInt(damaged.group(1)), damaged.group(2), ""))
        : Optional.empty();
  }
}
