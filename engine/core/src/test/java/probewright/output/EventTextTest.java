package probewright.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import probewright.btf.Btf;
import probewright.btf.BtfBytes;
import probewright.btf.MapTypes;

class EventTextTest {
  private Btf btf;
  private EventLayout layout;

  @BeforeEach
  void theEventOfLessonSeven() throws Exception {
    BtfBytes bytes = new BtfBytes();
    int u32 = bytes.typedef("u32", bytes.integer("unsigned int", 4, 0));
    int u64 = bytes.typedef("u64", bytes.integer("long long unsigned int", 8, 0));
    int comm = bytes.array(bytes.integer("char", 1, 1), 16);
    int state = bytes.enumeration("state", "RUN", "SLEEP");
    int inner = bytes.struct("", 8, "state", state, 0, "__pad_2", u32, 32);
    int event =
        bytes.struct("data_t", 40, "pid", u32, 0, "ts", u64, 64, "comm", comm, 128, "", inner, 256);
    btf = Btf.parse(bytes.bytes());
    layout = EventLayout.of(btf, event);
  }

  @Test
  void columnsAreTheFieldsOfC() {
    assertThat(layout.columns())
        .extracting(Column::name, Column::type, Column::numeric)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("pid", "u32", true),
            org.assertj.core.groups.Tuple.tuple("ts", "u64", true),
            org.assertj.core.groups.Tuple.tuple("comm", "char[16]", false),
            org.assertj.core.groups.Tuple.tuple("state", "enum state", false));
    assertThat(layout.size()).isEqualTo(40);
  }

  @Test
  void rowsStandUnderTheirHeader() {
    assertThat(layout.header()).isEqualTo("       pid                ts  comm             state");
    assertThat(layout.line(row("sshd", 1)))
        .isEqualTo("      1432    24585001174885  sshd             SLEEP");
  }

  @Test
  void whatWouldBreakTheLineIsShown() {
    assertThat(layout.line(row("a\nb\u001b[31m", 0)))
        .contains("a\\x0ab\\x1b[31m")
        .doesNotContain("\n");
  }

  @Test
  void jsonIsWhole() {
    assertThat(OutputJson.event("events", layout, row("ss\"hd", 9)))
        .isEqualTo(
            "{\"stream\":\"events\",\"sequence\":5,\"cpu\":2,\"event\":{\"pid\":1432,"
                + "\"ts\":24585001174885,\"comm\":\"ss\\\"hd\",\"state\":9}}");
  }

  @Test
  void jsonOfHistogramsHasBccsNames() {
    Histogram histogram = new Histogram(List.of(Slots.of(0, 2, 1)), 0);

    assertThat(OutputJson.log2("dist", histogram, "kbytes"))
        .isEqualTo(
            "{\"map\":\"dist\",\"histogram\":\"log2\",\"val_type\":\"kbytes\",\"sections\":[{\"data\":["
                + "{\"interval-start\":0,\"interval-end\":1,\"count\":2},"
                + "{\"interval-start\":2,\"interval-end\":3,\"count\":1}]}]}");
    assertThat(OutputJson.linear("dist", histogram, "x"))
        .contains("\"interval-start\":2,\"interval-end\":2");
  }

  @Test
  void mapsReadAsBccSpellsThem() throws Exception {
    BtfBytes bytes = new BtfBytes();
    int u32 = bytes.integer("unsigned int", 4, 0);
    int s32 = bytes.integer("int", 4, 1);
    int comm = bytes.array(bytes.integer("char", 1, 1), 4);
    int numbers = bytes.array(u32, 2);
    int inner = bytes.struct("inner", 4, "x", u32, 0);
    int key =
        bytes.struct("key", 20, "a", u32, 0, "in", inner, 32, "n", numbers, 64, "c", comm, 128);
    Btf types = Btf.parse(bytes.bytes());
    ByteBuffer raw = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
    raw.putInt(1).putInt(2).putInt(3).putInt(0x40).put(new byte[] {'l', 's', 0, 'x'});
    List<RawEntry> entries = List.of(new RawEntry(raw.array(), new byte[] {-1, -1, -1, -1}));

    assertThat(new MapText(types, new MapTypes(key, s32)).lines(entries))
        .containsExactly("{ 0x1 { 0x2 } [ 0x3 0x40 ] \"ls\" } 0xffffffff");
    assertThat(OutputJson.map("counts", types, new MapTypes(key, s32), entries))
        .isEqualTo(
            "{\"map\":\"counts\",\"entries\":[{\"key\":{\"a\":1,\"in\":{\"x\":2},\"n\":[3,64],"
                + "\"c\":\"ls\"},\"value\":-1}]}");
  }

  private EventRow row(String comm, int state) {
    ByteBuffer raw = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
    raw.putInt(1432).putInt(0).putLong(24585001174885L);
    raw.put(Arrays.copyOf(comm.getBytes(StandardCharsets.UTF_8), 16)).putInt(state);
    return layout.row(new EventRing.Event(5, 0, 2, raw.array()));
  }
}
