package probewright.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TraceLineTest {
  @Test
  void aMessageHasItsFields() {
    TraceLine line =
        parse("           <...>-1432    [003] d..31 24585001.174886: bpf_trace_printk: Hello: you");

    assertThat(line)
        .isEqualTo(
            new TraceLine.Message(
                line.raw(), "<...>", 1432, 3, "d..31", 24585001.174886, "Hello: you"));
  }

  @Test
  void aTaskMayHoldAnythingInItsSixteenBytes() {
    TraceLine.Message line =
        (TraceLine.Message) parse("  a-1 b: 猫 [0]-77      [000] dN.2.    12.5: 0x0: 你好");

    assertThat(line.task()).isEqualTo("a-1 b: 猫 [0]");
    assertThat(line.pid()).isEqualTo(77);
    assertThat(line.message()).isEqualTo("你好");
  }

  @Test
  void columnsAreTheTutorials() {
    TraceLine.Message line =
        (TraceLine.Message)
            parse(
                "            sshd-1432    [000] d..31 24585001.174886: bpf_trace_printk: Hello, World!");

    // the double's own digits, as C prints them, and not zeros
    assertThat(line.columns())
        .isEqualTo("24585001.174885999 sshd             1432   Hello, World!");
    assertThat(TraceLine.Message.HEADER)
        .isEqualTo("TIME(s)            COMM             PID    MESSAGE");
  }

  @Test
  void aLineIsFormattedFromItsFields() {
    TraceLine.Message line =
        (TraceLine.Message) parse("           <...>-1432    [003] d..31 585.500000: 0x1: {Hi} $1");
    assertThat(line.format("{1} {5}")).isEqualTo("1432 {Hi} $1");
    assertThat(line.format("{0}|{2}|{3}|{4}|{{{1}}}")).isEqualTo("<...>|3|d..31|585.5|{1432}");
    assertThat(line.format("{} {} {}")).isEqualTo("<...> 1432 3");
    for (String wrong : new String[] {"{6}", "{", "}", "{x}", "{} {} {} {} {} {} {}"}) {
      assertThatThrownBy(() -> line.format(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void lostEventsAreToldApart() {
    assertThat(parse("CPU:1 [LOST 12345 EVENTS]"))
        .isEqualTo(new TraceLine.Lost("CPU:1 [LOST 12345 EVENTS]", 1, 12345));
  }

  @Test
  void whatCannotBeReadIsKeptAsItIs() {
    for (String raw :
        new String[] {
          "",
          "Hello",
          "                -",
          "            sshd-x       [000] d..31 1.5: f: m",
          "            sshd-1       [000] d..31 1.5: no symbol",
          "# tracer: nop"
        }) {
      assertThat(parse(raw)).isEqualTo(new TraceLine.Other(raw));
    }
  }

  private static TraceLine parse(String line) {
    return TraceLine.parse(line.getBytes(StandardCharsets.UTF_8));
  }
}
