package probewright.app.magic;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import probewright.verifier.Knowledge;
import probewright.verifier.Knowledge.Fact;
import probewright.verifier.Knowledge.State;

/**
 * What was known before an instruction, as a table: a row for each register, a column for each way
 * that the verifier came by.
 *
 * @param ways how many columns there are
 * @param others how many more times it came with yet another knowledge
 */
record Ways(List<Row> rows, int ways, int others) {
  /** Each program has it, and it is always the same. */
  private static final String FRAME = "R10";

  /**
   * A register.
   *
   * @param cells one where all ways agree, else one for each; null where it holds nothing
   */
  record Row(String register, List<@Nullable Fact> cells) {}

  static Ways of(Knowledge.Visits visits) {
    List<State> states = visits.states();
    Set<String> registers = new TreeSet<>(Knowledge.ORDER);
    states.forEach(state -> registers.addAll(state.before().keySet()));
    registers.remove(FRAME);
    List<Row> rows = new ArrayList<>();
    for (String register : registers) {
      List<@Nullable Fact> cells = new ArrayList<>();
      Set<Object> different = new LinkedHashSet<>();
      for (State state : states) {
        @Nullable Fact fact = state.before().get(register);
        cells.add(fact);
        different.add(fact == null ? "" : fact.known());
      }
      rows.add(new Row(register, different.size() == 1 ? cells.subList(0, 1) : cells));
    }
    return new Ways(List.copyOf(rows), states.size(), visits.others());
  }
}
