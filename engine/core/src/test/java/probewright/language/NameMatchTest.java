package probewright.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person may type of a name. */
class NameMatchTest {
  @ParameterizedTest
  @CsvSource({
    "bgcc, bpf_get_current_comm, '0,4,8,16'",
    "getcomm, bpf_get_current_comm, '4,5,6,16,17,18,19'",
    "BPF_, bpf_get_current_comm, '0,1,2,3'",
    "ktime, bpf_ktime_get_ns, '4,5,6,7,8'",
    "pidtgid, bpf_get_current_pid_tgid, '16,17,18,20,21,22,23'",
    "q, request_queue, 8",
    "p1, PT_REGS_PARM1, '0,12'",
    "data, __data_len, '2,3,4,5'"
  })
  void lettersMatchWhereWordsBegin(String typed, String name, String letters) {
    assertThat(NameMatch.of(typed, name))
        .hasValueSatisfying(
            match ->
                assertThat(match.letters())
                    .containsExactlyElementsOf(
                        List.of(letters.split(",")).stream().map(Integer::valueOf).toList()));
  }

  @ParameterizedTest
  @CsvSource({"omm, bpf_get_current_comm", "bx, bpf_get", "bpf_get_x, bpf_get", "tg, pid"})
  void othersDoNotFit(String typed, String name) {
    assertThat(NameMatch.of(typed, name)).isEmpty();
  }

  @Test
  void theBestComesFirstAndEqualsKeepTheirOrder() {
    List<String> names = List.of("my_log", "LOG", "log_b", "log_a", "log", "list_of_gifts");
    assertThat(NameMatch.ranked("log", names, Function.identity(), 9))
        .containsExactly("log", "log_b", "log_a", "LOG", "list_of_gifts", "my_log");
    assertThat(NameMatch.ranked("", names, Function.identity(), 2))
        .containsExactly("my_log", "LOG");
  }
}
