package probewright.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probewright.btf.Btf;
import probewright.btf.Clang;
import probewright.btf.Decoder;
import probewright.btf.Value;

/** C values of Java ones: what is written is what {@link Decoder} reads. */
class RecordEncoderTest {
  private static final String C =
      """
      enum colour { RED, GREEN = 7 };
      struct inner { short x; short y; };
      struct event {
        unsigned int pid;
        unsigned long long ns;
        char comm[8];
        enum colour colour;
        struct inner at;
        unsigned short ports[2];
        signed char low;
        _Bool yes;
        unsigned int three : 3, rest : 29;
        struct { int hidden; };
        union { unsigned int whole; unsigned char parts[4]; };
      } keep;
      """;

  @TempDir private static Path folder;
  private static Btf btf;

  @BeforeAll
  static void types() throws Exception {
    btf = Btf.ofElf(Clang.compile(folder, C));
  }

  enum Colour {
    RED,
    GREEN
  }

  record Inner(short x, int y) {}

  record Event(
      int pid,
      BigInteger ns,
      String comm,
      Colour colour,
      Inner at,
      long[] ports,
      byte low,
      boolean yes,
      int three,
      int rest,
      int hidden,
      byte[] parts) {}

  private static int struct() {
    return btf.struct("event").orElseThrow().id();
  }

  private static String written(Object value) throws Exception {
    byte[] bytes = new RecordEncoder(btf).encode(struct(), value);
    assertThat(bytes).hasSize((int) btf.sizeOf(struct()));
    return new Decoder(btf).decode(struct(), bytes).text();
  }

  @Test
  void componentsGoWhereTheMembersOfTheirNamesAre() throws Exception {
    Event event =
        new Event(
            -2,
            new BigInteger("18446744073709551615"),
            "ls",
            Colour.GREEN,
            new Inner((short) 3, -4),
            new long[] {80, 65535},
            (byte) -5,
            true,
            5,
            (1 << 29) - 2,
            9,
            new byte[] {1, 2, 3, 4});
    assertThat(written(event))
        .isEqualTo(
            "{.pid = 4294967294, .ns = 18446744073709551615, .comm = ls, .colour = GREEN, .at ="
                + " {.x = 3, .y = -4}, .ports = [80, 65535], .low = -5, .yes = true, .three = 5,"
                + " .rest = 536870910, .hidden = 9, .whole = 67305985, .parts = [1, 2, 3, 4]}");
  }

  record Few(long pid) {}

  @Test
  void whatHasNoComponentIsZero() throws Exception {
    assertThat(written(new Few(7))).startsWith("{.pid = 7, .ns = 0, .comm = , .colour = RED,");
  }

  @Test
  void whatWasReadCanBeWrittenAgain() throws Exception {
    byte[] bytes = new RecordEncoder(btf).encode(struct(), new Few(7));
    Value read = new Decoder(btf).decode(struct(), bytes);
    assertThat(new RecordEncoder(btf).encode(struct(), read)).isEqualTo(bytes);
  }

  record Wrong(Object pid) {}

  record Misspelt(int pdi) {}

  record Wordy(String comm) {}

  record Crowd(List<Integer> ports) {}

  record Hue(String colour) {}

  record Bits(int three) {}

  @Test
  void whatDoesNotFitIsRefusedAndNotCut() throws Exception {
    assertThatThrownBy(() -> written(new Wrong(1L << 32)))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("4294967296 (a Java Long) does not fit a C unsigned int.");
    assertThatThrownBy(() -> written(new Wrong("7"))).hasMessageContaining("a Java String");
    assertThatThrownBy(() -> written(new Wrong(0.5))).hasMessageContaining("a Java Double");
    assertThatThrownBy(() -> written(new Wordy("longer than")))
        .hasMessageContaining("does not fit a C char[8]");
    assertThatThrownBy(() -> written(new Crowd(List.of(1, 2, 3)))).hasMessageContaining("[2]");
    assertThatThrownBy(() -> written(new Hue("BLUE"))).hasMessageContaining("enum colour");
    assertThatThrownBy(() -> written(new Bits(8))).hasMessageStartingWith("8 (a Java Integer)");
    assertThatThrownBy(() -> written(new Misspelt(1)))
        .hasMessageStartingWith("Misspelt has a component pdi, but struct event has no member");
    assertThat(written(new Hue("GREEN"))).contains(".colour = GREEN");
    assertThat(written(new Crowd(List.of(1)))).contains(".ports = [1, 0]");
  }

  /** An array of the kernel's own tells no types: its keys are 32 bits. */
  @Test
  void anIndexIsAnIndex() throws Exception {
    assertThat(new RecordEncoder(btf).encode(0, 258)).containsExactly(2, 1, 0, 0);
  }
}
