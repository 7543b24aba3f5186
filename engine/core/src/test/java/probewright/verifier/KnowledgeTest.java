package probewright.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.diagnostics.Messages;
import probewright.verifier.Knowledge.Extent;
import probewright.verifier.Knowledge.Fact;
import probewright.verifier.Knowledge.State;

/** Logs of {@code counting.c}, recorded in the practice VM by {@code KnowledgeVmTest}. */
class KnowledgeTest {
  private static final Messages WORDS = new Messages(Locale.ENGLISH);
  private static final Map<Integer, String> MAPS = Map.of(5, "counts", 16, "counts", 28, "rows");

  private static Knowledge read(String log) {
    return Knowledge.read("f", 0, Extent.WHOLE, log, MAPS);
  }

  private static String recorded(String name) throws IOException, URISyntaxException {
    return Files.readString(
        Path.of(KnowledgeTest.class.getResource("/probewright/knowledge/" + name).toURI()));
  }

  private static String told(Knowledge knowledge) {
    StringBuilder told = new StringBuilder();
    knowledge.visits().keySet().stream()
        .sorted()
        .forEach(
            index -> {
              for (State state : knowledge.at(index).states()) {
                told.append(index).append('\n').append(told("  ", state.before()));
                told.append(told("  -> ", state.after()));
              }
            });
    return told.toString();
  }

  private static String told(String head, SortedMap<String, Fact> facts) {
    StringBuilder told = new StringBuilder();
    facts.forEach(
        (name, fact) -> told.append(head).append(name).append(": ").append(say(fact)).append('\n'));
    return told.toString();
  }

  private static String say(Fact fact) {
    return WORDS.sentence(fact.known().code(), fact.known().arguments().toArray());
  }

  private static Map<String, Fact> only(Knowledge knowledge, int instruction) {
    assertThat(knowledge.at(instruction).states()).hasSize(1);
    return knowledge.at(instruction).states().get(0).before();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void aRecordedLogIsToldInstructionByInstruction(String kernel) throws Exception {
    Knowledge knowledge = read(recorded("counting." + kernel + ".log"));
    assertThat(told(knowledge)).isEqualTo(recorded("counting." + kernel + ".txt"));
  }

  @Test
  void aCallForgetsTheRegistersItMayUse() {
    Knowledge knowledge =
        read(
            """
            0: R1=ctx() R10=fp0
            0: (bf) r6 = r1                       ; R1=ctx() R6_w=ctx()
            1: (85) call bpf_ktime_get_ns#5       ; R0_w=scalar()
            2: (95) exit
            """);
    assertThat(only(knowledge, 1)).containsOnlyKeys("R1", "R6", "R10");
    assertThat(only(knowledge, 2)).containsOnlyKeys("R0", "R6", "R10");
  }

  @Test
  void whatAComparisonTellsHoldsForCopies() {
    Knowledge knowledge =
        read(
            """
            0: R1=ctx() R10=fp0
            7: (85) call bpf_map_lookup_elem#1    ; R0_w=map_value_or_null(id=1,ks=4,vs=8)
            8: (bf) r7 = r0                       ; R0_w=map_value_or_null(id=1,ks=4,vs=8) \
            R7_w=map_value_or_null(id=1,ks=4,vs=8)
            9: (15) if r0 == 0x0 goto pc+11       ; R0_w=map_value(ks=4,vs=8)
            10: (79) r1 = *(u64 *)(r7 +0)         ; R1_w=scalar()
            """);
    assertThat(only(knowledge, 10))
        .hasEntrySatisfying("R7", fact -> assertThat(say(fact)).isEqualTo("an entry of a map"));
  }

  @Test
  void waysAreKeptOnceAndNotWithoutEnd() {
    StringBuilder log = new StringBuilder("0: R1=ctx() R10=fp0\n");
    for (int i = 0; i < 40; i++) {
      log.append("from 5 to 2: R1=" + i / 2 + " R10=fp0\n2: (07) r1 += 1   ; R1_w=" + (i / 2 + 1));
      log.append('\n');
    }
    Knowledge knowledge = read(log.toString());
    assertThat(knowledge.at(2).states()).hasSize(Knowledge.MOST_WAYS);
    assertThat(knowledge.at(2).others()).isEqualTo(2 * (20 - Knowledge.MOST_WAYS));
    assertThat(knowledge.at(3).states()).isEmpty();
  }

  @Test
  void aLogThatLostItsBeginningIsReadFromItsFirstWholeLine() {
    String log = "5: (bf) r1 = r2 ; R1_w=7\n16: (bf) r1 = r2 ; R1_w=8\n";
    assertThat(Knowledge.read("f", 9, Extent.END, log, Map.of()).visits()).containsOnlyKeys(16);
    assertThat(Knowledge.read("f", 9, Extent.NONE, "", Map.of()).visits()).isEmpty();
  }

  @Test
  void registersComeBeforeTheStack() {
    assertThat(List.of("fp-16", "R10", "fp-8", "R2").stream().sorted(Knowledge.ORDER))
        .containsExactly("R2", "R10", "fp-8", "fp-16");
  }
}
