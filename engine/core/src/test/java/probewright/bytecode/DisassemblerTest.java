package probewright.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes are those that {@code llvm-mc} makes; the spelling is the verifier's. */
class DisassemblerTest {
  private final Disassembler disassembler = new Disassembler(Map.of(1, "bpf_map_lookup_elem"));

  private List<Disassembler.Instruction> of(String bytes, Map<Integer, String> symbols) {
    return disassembler.of(HexFormat.of().parseHex(bytes), symbols);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0f21000000000000|r1 += r2",
        "1401000005000000|w1 -= 5",
        "2703000007000000|r3 *= 7",
        "3f43000000000000|r3 /= r4",
        "3f43010000000000|r3 s/= r4",
        "4703000001000000|r3 |= 1",
        "57030000ff000000|r3 &= 255",
        "6703000003000000|r3 <<= 3",
        "7703000020000000|r3 >>= 32",
        "c703000020000000|r3 s>>= 32",
        "970300000a000000|r3 %= 10",
        "af13000000000000|r3 ^= r1",
        "bf13000000000000|r3 = r1",
        "bf13080000000000|r3 = (s8)r1",
        "bc13000000000000|w3 = w1",
        "b7030000ffffffff|r3 = -1",
        "8703000000000000|r3 = -r3",
        "8403000000000000|w3 = -w3",
        "dc01000010000000|r1 = be16 r1",
        "d401000020000000|r1 = le32 r1",
        "d701000040000000|r1 = bswap64 r1",
        "18010000efcdab890000000067452301|r1 = 0x123456789abcdef",
        "7961080000000000|r1 = *(u64 *)(r6 +8)",
        "71a1ffff00000000|r1 = *(u8 *)(r10 -1)",
        "8161040000000000|r1 = *(s32 *)(r6 +4)",
        "632afcff00000000|*(u32 *)(r10 -4) = r2",
        "6a0afcff07000000|*(u16 *)(r10 -4) = 7",
        "7b0af0ff00000000|*(u64 *)(r10 -16) = r0",
        "db21000000000000|lock *(u64 *)(r1 +0) += r2",
        "c321040000000000|lock *(u32 *)(r1 +4) += r2",
        "db21000001000000|r2 = atomic64_fetch_add((u64 *)(r1 +0), r2)",
        "db210800e1000000|r2 = atomic64_xchg((u64 *)(r1 +8), r2)",
        "db210800f1000000|r0 = atomic64_cmpxchg((u64 *)(r1 +8), r0, r2)",
        "1500060000000000|if r0 == 0x0 goto pc+6",
        "6d21fdff00000000|if r1 s> r2 goto pc-3",
        "5601020005000000|if w1 != 0x5 goto pc+2",
        "4501010004000000|if r1 & 0x4 goto pc+1",
        "0500030000000000|goto pc+3",
        "0600000040000000|gotol pc+64",
        "8500000001000000|call bpf_map_lookup_elem#1",
        "8500000009000000|call unknown#9",
        "8510000005000000|call pc+5",
        "9500000000000000|exit",
        "300000000e000000|r0 = *(u8 *)skb[14]",
        "4860000000000000|r0 = *(u16 *)skb[r6 + 0]",
        "f501020003000000|(f5) 1 0 2 0x3"
      })
  void eachIsSpelledAsTheVerifierDoes(String row) {
    int bar = row.indexOf('|');
    assertThat(of(row.substring(0, bar), Map.of()))
        .containsExactly(new Disassembler.Instruction(0, row.substring(bar + 1)));
  }

  @Test
  void whatARelocationNamesIsCalledSo() {
    assertThat(
            of(
                "1801000000000000" + "0000000000000000" + "85100000ffffffff" + "9500000000000000",
                Map.of(0, "start", 2, "helper")))
        .containsExactly(
            new Disassembler.Instruction(0, "r1 = start"),
            new Disassembler.Instruction(2, "call helper"),
            new Disassembler.Instruction(3, "exit"));
  }

  @Test
  void anyBytesAreSpelledSomehow() {
    byte[] bytes = new byte[8 * 4096 + 5];
    new Random(7).nextBytes(bytes);
    assertThat(disassembler.of(bytes, Map.of()))
        .isNotEmpty()
        .noneMatch(one -> one.text().isBlank());
  }
}
