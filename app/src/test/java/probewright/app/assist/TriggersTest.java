package probewright.app.assist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When help comes by itself. */
class TriggersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "  req->",
        "  start.",
        "  a[1].",
        "  f(x)->",
        "int kprobe__",
        "TRACEPOINT_PROBE(",
        "TRACEPOINT_PROBE(block, ",
        "KRETFUNC_PROBE(",
        "  bp",
        "// attach: ",
        "// attach: kprobe:",
        "// attach: kprobe:vfs_read="
      })
  void aListIsDue(String line) {
    assertThat(Triggers.list(line)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "  b", "  1.", "  0.5.", "x = 1", "// a comment.", "  a >", "f(", "  "})
  void noneIsDue(String line) {
    assertThat(Triggers.list(line)).isFalse();
  }

  @Test
  void aPrefixOfAProbeMeansAnotherList() {
    assertThat(Triggers.listAnew("kprobe__")).isTrue();
    assertThat(Triggers.listAnew("kretfunc__vmlinux__")).isTrue();
    assertThat(Triggers.listAnew("my__")).isFalse();
  }

  @Test
  void aSignatureIsDueBehindABracketAndAComma() {
    assertThat(Triggers.signature("  bpf_ktime_get_ns(")).isTrue();
    assertThat(Triggers.signature("  f(a,")).isTrue();
    assertThat(Triggers.signature("  (")).isFalse();
    assertThat(Triggers.signature("// words,")).isFalse();
  }
}
