package probewright.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probewright.btf.Btf;
import probewright.btf.Clang;
import probewright.btf.Decoder;
import probewright.btf.Value;

/** Java values of C ones. */
class RecordBindingTest {
  private static final String C =
      """
      enum colour { RED, GREEN };
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
      boolean yes,
      String comm,
      int pid,
      BigInteger ns,
      Colour colour,
      Inner at,
      long[] ports,
      byte low) {}

  private static int struct() {
    return btf.struct("event").orElseThrow().id();
  }

  private static Value value() {
    ByteBuffer bytes = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(-2).putInt(0).putLong(-1);
    bytes.put("ls\0junk!".getBytes(StandardCharsets.US_ASCII));
    bytes.putInt(1).putShort((short) 3).putShort((short) -4);
    bytes.putShort((short) 80).putShort((short) -1).put((byte) -5).put((byte) 1);
    return new Decoder(btf).decode(struct(), bytes.array());
  }

  @Test
  void componentsTakeTheMembersOfTheirNames() throws Exception {
    Event event = new RecordBinding(btf).bind(struct(), Event.class).apply(value());
    assertThat(event.pid()).isEqualTo(-2);
    assertThat(event.ns()).isEqualTo(new BigInteger("18446744073709551615"));
    assertThat(event.comm()).isEqualTo("ls");
    assertThat(event.colour()).isEqualTo(Colour.GREEN);
    assertThat(event.at()).isEqualTo(new Inner((short) 3, -4));
    assertThat(event.ports()).containsExactly(80, 65535);
    assertThat(event.low()).isEqualTo((byte) -5);
    assertThat(event.yes()).isTrue();
  }

  record Misspelt(int pdi) {}

  record TooNarrow(int ns) {}

  record NotANumber(int comm) {}

  @Test
  void whatDoesNotFitIsSaidBeforeAnyValueComes() {
    assertThatThrownBy(() -> new RecordBinding(btf).bind(struct(), Misspelt.class))
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            "Misspelt has a component pdi, but struct event has no member of that name. Its"
                + " members: pid, ns, comm, colour, at, ports, low, yes. Give the component the"
                + " name of a member.");
    assertThatThrownBy(() -> new RecordBinding(btf).bind(struct(), TooNarrow.class))
        .hasMessageStartingWith("TooNarrow.ns: a Java int cannot hold a C unsigned long long.");
    assertThatThrownBy(() -> new RecordBinding(btf).bind(struct(), NotANumber.class))
        .hasMessageStartingWith("NotANumber.comm: a Java int cannot hold a C char[8].");
  }
}
