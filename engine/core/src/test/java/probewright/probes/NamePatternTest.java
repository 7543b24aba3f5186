package probewright.probes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
  @ParameterizedTest
  @CsvSource({
    "vfs_*, vfs_read, true",
    "vfs_*, vfs_, true",
    "vfs_*, my_vfs_read, false",
    "vfs_????, vfs_read, true",
    "vfs_????, vfs_write, false",
    "tcp_v[46]_rcv, tcp_v6_rcv, true",
    "tcp_v[!46]_rcv, tcp_v4_rcv, false",
    "f.isra.*, f.isra.0, true",
    "'^finish_task_switch$|^finish_task_switch\\.isra\\.\\d$', finish_task_switch.isra.0, true",
    "'^finish_task_switch(\\.isra\\.\\d)?$', finish_task_switch, true",
    "vfs_(read|write), vfs_write, true",
    "vfs_(read|write), vfs_writev, false",
    "vfs_.+, vfs_x, true",
    "a+b*, a+bc, true",
  })
  void globsAndExpressionsMatchWholeNames(String spelling, String name, boolean matches) {
    assertThat(NamePattern.isOne(spelling)).isTrue();
    assertThat(NamePattern.of(spelling).orElseThrow().test(name)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({"vfs_(", "'vfs_[a'", "'^(*)$'"})
  void whatIsNotWellFormedIsEmpty(String spelling) {
    assertThat(NamePattern.of(spelling)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"vfs_read", "vfs_read+0x10", "0xffff", "finish_task_switch.isra.0", "_ZN3foo$u20$E"})
  void plainNamesAreNoPatterns(String spelling) {
    assertThat(NamePattern.isOne(spelling)).isFalse();
  }
}
