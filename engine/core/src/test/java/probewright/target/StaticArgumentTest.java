package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import probewright.target.StaticArgument.Constant;
import probewright.target.StaticArgument.Indexed;
import probewright.target.StaticArgument.Memory;
import probewright.target.StaticArgument.Register;
import probewright.target.StaticArgument.Unreadable;
import probewright.target.StaticArgument.Width;

/** The arguments of static probes, as notes in the wild spell them. */
class StaticArgumentTest {
  private static final Width INT = new Width(4, true);
  private static final Width LONG = new Width(8, false);

  private static List<StaticArgument> x86(String arguments) {
    return new StaticArgument.Parser("x86_64").parse(arguments);
  }

  private static List<StaticArgument> arm(String arguments) {
    return new StaticArgument.Parser("aarch64").parse(arguments);
  }

  @Test
  void constantsRegistersAndMemory() {
    assertThat(x86("-4@$-9 8@%rax 1@%sil -2@%r9w -4@-20(%rbp) 8@(%rsp) 8@0x10(%rbx) %rdi"))
        .containsExactly(
            new Constant(INT, -9),
            new Register(LONG, 80),
            new Register(new Width(1, false), 104),
            new Register(new Width(2, true), 64),
            new Memory(INT, 32, -20),
            new Memory(LONG, 152, 0),
            new Memory(LONG, 40, 16),
            new Register(LONG, 112));
    assertThat(x86("")).isEmpty();
  }

  @Test
  void aBaseWithAnIndex() {
    assertThat(x86("8@(%rax,%rdx,8) -4@16(%rsi,%rcx) 8@-8(,%r12,4)"))
        .containsExactly(
            new Indexed(LONG, 80, 96, 3, 0),
            new Indexed(INT, 104, 88, 0, 16),
            new Indexed(LONG, -1, 24, 2, -8));
  }

  @Test
  void whatNoProgramCanReadIsItsOwnLossAlone() {
    assertThat(x86("8f@%xmm0 4@counter(%rip) -4@%ah 8@%rax 8@()"))
        .containsExactly(
            new Unreadable("8f@%xmm0"),
            new Unreadable("4@counter(%rip)"),
            new Unreadable("-4@%ah"),
            new Register(LONG, 80),
            new Unreadable("8@()"));
  }

  @Test
  void theOtherProcessorsSpelling() {
    assertThat(arm("-4@w19 8@x0 8@[sp, 16] -4@[x29] 8@[x1, x2, lsl 3] 4@5 8@[x1, w2, sxtw 3]"))
        .containsExactly(
            new Register(INT, 8 * 19),
            new Register(LONG, 0),
            new Memory(LONG, 8 * 31, 16),
            new Memory(INT, 8 * 29, 0),
            new Indexed(LONG, 8, 16, 3, 0),
            new Constant(new Width(4, false), 5),
            new Unreadable("8@[x1, w2, sxtw 3]"));
  }

  /** As the struct of libbpf's usdt.bpf.h lies in memory. */
  @Test
  void bytesAreThoseOfTheMap() {
    byte[] bytes = StaticSpecs.encode(x86("-4@-20(%rbp) 8@2(%rax,%rdx,8) 8f@%xmm0"));
    assertThat(bytes).hasSize(208);
    String hex = HexFormat.of().formatHex(bytes);
    assertThat(hex)
        .startsWith(
            "ecffffffffffffff"
                + "02000000"
                + "2000"
                + "01"
                + "20"
                + "0200000060000300"
                + "03000000"
                + "5000"
                + "00"
                + "00"
                + "0000000000000000"
                + "0f000000"
                + "0000"
                + "00"
                + "00")
        .endsWith("0300000000000000");
  }
}
