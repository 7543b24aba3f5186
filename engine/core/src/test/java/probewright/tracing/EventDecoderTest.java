package probewright.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probewright.agent.wire.MalformedFrameException;
import probewright.agent.wire.Records;
import probewright.btf.Btf;
import probewright.btf.Clang;
import probewright.btf.Decoder;
import probewright.output.EventLayout;

/** The straight way from bytes to records: the same as by way of values. */
class EventDecoderTest {
  private static final String C =
      """
      enum colour { RED, GREEN };
      struct inner { short x; unsigned short y; };
      struct event {
        unsigned int pid;
        int code;
        unsigned long long ns;
        char comm[8];
        enum colour colour;
        struct inner at;
        unsigned char small;
        signed char low;
        _Bool yes;
        unsigned int low_bits : 3;
        unsigned int high_bits : 5;
        void *address;
        struct { int hidden; };
        unsigned short ports[2];
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

  record Inner(int y, short x) {}

  record Event(
      long pid,
      long code,
      long ns,
      String comm,
      Colour colour,
      Inner at,
      int small,
      long low,
      boolean yes,
      int high_bits,
      int low_bits,
      long address,
      int hidden,
      long[] ports) {}

  record Cut(int pid, byte low, byte[] comm, int colour, double code) {}

  private static EventLayout layout() {
    return EventLayout.of(btf, btf.struct("event").orElseThrow().id());
  }

  private static ByteBuffer event(String comm) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(64).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(-2).putInt(-3).putLong(-4);
    bytes.put(16, comm.getBytes(StandardCharsets.UTF_8));
    bytes.putInt(24, 1).putShort(28, (short) -5).putShort(30, (short) -6);
    bytes.put(32, (byte) 200).put(33, (byte) -7).put(34, (byte) 1).put(35, (byte) 0b11010_101);
    bytes.putLong(40, 0xffff_8880_0000_0000L).putInt(48, 9);
    bytes.putShort(52, (short) 80).putShort(54, (short) -1);
    // a stranger's byte order is not the kernel's
    return bytes.order(ByteOrder.BIG_ENDIAN).clear();
  }

  @Test
  void componentsTakeTheMembersOfTheirNames() throws Exception {
    Event event = EventDecoder.of(layout(), Event.class).decode(event("ls\0junk!"));
    assertThat(event)
        .usingRecursiveComparison()
        .isEqualTo(
            new Event(
                0xffff_fffeL,
                -3,
                -4,
                "ls",
                Colour.GREEN,
                new Inner(65530, (short) -5),
                200,
                -7,
                true,
                0b11010,
                0b101,
                0xffff_8880_0000_0000L,
                9,
                new long[] {80, 65535}));
  }

  @Test
  void isTheSameAsByWayOfValues() throws Exception {
    for (String comm : new String[] {"ls\0junk!", "longname", "é✓\0", "\0"}) {
      byte[] bytes = new byte[64];
      event(comm).get(bytes);
      assertThat(EventDecoder.of(layout(), Event.class).decode(event(comm)))
          .usingRecursiveComparison()
          .isEqualTo(
              new RecordBinding(btf)
                  .bind(layout().type(), Event.class)
                  .apply(new Decoder(btf).decode(layout().type(), bytes)));
    }
  }

  @Test
  void numbersAreCutAndWidened() throws Exception {
    Cut cut = EventDecoder.of(layout(), Cut.class).decode(event("ls"));
    assertThat(cut.pid()).isEqualTo(-2);
    assertThat(cut.low()).isEqualTo((byte) -7);
    assertThat(cut.comm()).containsExactly('l', 's', 0, 0, 0, 0, 0, 0);
    assertThat(cut.colour()).isEqualTo(1);
    assertThat(cut.code()).isEqualTo(-3.0);
  }

  @Test
  void whatIsMissingIsZero() throws Exception {
    Cut cut = EventDecoder.of(layout(), Cut.class).decode(event("long").limit(18));
    assertThat(cut.pid()).isEqualTo(-2);
    assertThat(cut.comm()).containsExactly('l', 'o', 0, 0, 0, 0, 0, 0);
    assertThat(cut.low()).isZero();
  }

  @Test
  void aBatchIsDecodedInOrderWithWhatIsCutAndWithoutLosses() throws Exception {
    ByteBuffer batch = ByteBuffer.allocateDirect(1024);
    for (int length : new int[] {64, 18, 72}) {
      batch.putInt(length).putInt(-1).put(event("ls").limit(Math.min(length, 64)));
      batch.position(batch.position() + Math.max(0, length - 64));
      Records.putLoss(batch, 1, 2);
    }
    List<Cut> cuts = new ArrayList<>();
    EventDecoder.of(layout(), Cut.class).decodeAll(batch.flip(), cuts::add);
    assertThat(batch.hasRemaining()).isFalse();
    assertThat(cuts).extracting(Cut::pid).containsExactly(-2, -2, -2);
    assertThat(cuts).extracting(Cut::low).containsExactly((byte) -7, (byte) 0, (byte) -7);
  }

  @Test
  void aBatchThatEndsInARecordIsMalformed() throws Exception {
    ByteBuffer batch = ByteBuffer.allocate(128).putInt(64).putInt(-1).put(event("ls"));
    batch.putInt(64).putInt(-1).putLong(0).flip();
    List<Cut> cuts = new ArrayList<>();
    EventDecoder<Cut> decoder = EventDecoder.of(layout(), Cut.class);
    assertThatThrownBy(() -> decoder.decodeAll(batch, cuts::add))
        .isInstanceOf(MalformedFrameException.class);
    assertThat(cuts).hasSize(1);
  }

  @Test
  void whatIsNoRecordGoesByWayOfValues() throws Exception {
    assertThat(EventDecoder.of(layout(), String.class).decode(event("ls"))).contains(".pid = ");
  }

  record Misspelt(int pdi) {}

  @Test
  void aClassThatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> EventDecoder.of(layout(), Misspelt.class))
        .isInstanceOf(RefusedException.class);
  }
}
