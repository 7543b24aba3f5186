package probewright.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import probewright.btf.Btf;
import probewright.btf.BtfBytes;
import probewright.btf.MapTypes;

class MapTextTest {
  private final BtfBytes bytes = new BtfBytes();
  private final int u32 = bytes.integer("unsigned int", 4, 0);
  private final int u64 = bytes.integer("unsigned long long", 8, 0);
  private final int pair = bytes.struct("pair", 8, "a", u32, 0, "b", u32, 32);
  private final int frames = bytes.array(u64, 4);

  private static byte[] words(long... values) {
    ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      raw.putLong(value);
    }
    return raw.array();
  }

  private static byte[] key(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  @Test
  void perCpuNumbersAreListedAndSummed() throws Exception {
    Btf btf = Btf.parse(bytes.bytes());
    // each CPU's value is filled up to 8 bytes
    MapTypes types = new MapTypes(u32, u32, MapTypes.Layout.PER_CPU);
    List<RawEntry> entries = List.of(new RawEntry(key(7), words(3, 0xffff_ffffL)));

    assertThat(new MapText(btf, types).lines(entries))
        .containsExactly("0x7 [ 0x3 0xffffffff ] sum 0x100000002");
    assertThat(OutputJson.map("m", btf, types, entries))
        .isEqualTo(
            "{\"map\":\"m\",\"entries\":[{\"key\":7,\"value\":4294967298,"
                + "\"cpus\":[3,4294967295]}]}");
  }

  @Test
  void perCpuStructsAreListed() throws Exception {
    Btf btf = Btf.parse(bytes.bytes());
    MapTypes types = new MapTypes(u32, pair, MapTypes.Layout.PER_CPU);
    List<RawEntry> entries = List.of(new RawEntry(key(7), words(3, 1L << 32)));

    assertThat(new MapText(btf, types).lines(entries))
        .containsExactly("0x7 [ { 0x3 0x0 } { 0x0 0x1 } ]");
    assertThat(OutputJson.map("m", btf, types, entries))
        .contains("\"cpus\":[{\"a\":3,\"b\":0},{\"a\":0,\"b\":1}]");
  }

  @Test
  void aStackEndsAtItsFirstUnusedFrame() throws Exception {
    Btf btf = Btf.parse(bytes.bytes());
    MapTypes types = new MapTypes(u32, frames, MapTypes.Layout.STACK);
    List<RawEntry> entries =
        List.of(new RawEntry(key(9), words(0xffffffff81000010L, 0x55, 0, 0x66)));

    assertThat(new MapText(btf, types).lines(entries))
        .containsExactly("0x9:", "    0xffffffff81000010", "    0x55");
    assertThat(OutputJson.map("m", btf, types, entries))
        .contains("\"value\":[\"0xffffffff81000010\",\"0x55\"]");
  }

  @Test
  void aQueueHasNoKeyAndAMapInAMapIsAnId() throws Exception {
    Btf btf = Btf.parse(bytes.bytes());
    List<RawEntry> queue = List.of(new RawEntry(new byte[0], key(5)));
    List<RawEntry> inner = List.of(new RawEntry(key(1), key(42)));

    assertThat(new MapText(btf, new MapTypes(0, u32)).lines(queue)).containsExactly("0x5");
    assertThat(OutputJson.map("m", btf, new MapTypes(0, u32), queue))
        .isEqualTo("{\"map\":\"m\",\"entries\":[{\"value\":5}]}");
    assertThat(new MapText(btf, new MapTypes(u32, 0)).lines(inner)).containsExactly("0x1 0x2a");
    assertThat(OutputJson.map("m", btf, new MapTypes(0, 0), inner))
        .isEqualTo("{\"map\":\"m\",\"entries\":[{\"key\":1,\"value\":42}]}");
  }
}
