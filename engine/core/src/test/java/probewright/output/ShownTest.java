package probewright.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import probewright.btf.Btf;
import probewright.btf.BtfBytes;
import probewright.btf.MapTypes;
import probewright.btf.Show;
import probewright.btf.Value;

/** Members in the formats that a program asks for, in events and in maps. */
class ShownTest {
  private final Btf btf;
  private final int event;
  private final int u32;

  /** Names a few addresses, and holds one stack. */
  private static final Symbols SYMBOLS =
      new Symbols() {
        @Override
        public Frame kernel(long address) {
          return new Frame.Known(address, "vfs_read", 0x10, "kernel");
        }

        @Override
        public Frame user(int pid, long address) {
          return pid == 42
              ? new Frame.Known(address, "main", 4, "/usr/bin/demo")
              : new Frame.Unknown(address, "/usr/bin/demo", Frame.Reason.STRIPPED);
        }

        @Override
        public List<Long> stack(String map, long number) {
          return map.equals("stacks") && number == 7 ? List.of(-16L, 0x1000L) : List.of();
        }
      };

  ShownTest() throws Exception {
    BtfBytes bytes = new BtfBytes();
    u32 = bytes.integer("unsigned int", 4, 0);
    int u64 = bytes.integer("unsigned long long", 8, 0);
    int u16 = bytes.integer("unsigned short", 2, 0);
    int u8 = bytes.integer("unsigned char", 1, 0);
    int inner = bytes.struct("in", 16, "six", bytes.array(u8, 16), 0);
    event =
        bytes.struct(
            "event",
            64,
            "pid",
            u32,
            0,
            "saddr",
            u32,
            32,
            "ip",
            u64,
            64,
            "stack",
            u32,
            128,
            "port",
            u16,
            160,
            "mac",
            bytes.array(u8, 6),
            176,
            "in",
            inner,
            224,
            "ts",
            u64,
            384,
            "flags",
            u64,
            448);
    btf = Btf.parse(bytes.bytes());
  }

  private static byte[] bytes(int pid, int stack) {
    ByteBuffer event = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    event.putInt(0, pid).put(4, new byte[] {10, 0, 2, (byte) 200}).putLong(8, 0x401000);
    event.putInt(16, stack).put(20, new byte[] {1, (byte) 0xbb});
    event.put(22, HexFormat.of().parseHex("525400123456"));
    event.put(28, HexFormat.of().parseHex("20010db8000000000000000000000001"));
    return event.putLong(48, 1_234_000_005_678L).putLong(56, 0xffL).array();
  }

  private static Show show(String path, Show.Format format) {
    return new Show("m", List.of(path.split("\\.")), format, format.isStack() ? "stacks" : "");
  }

  private static final List<Show> ALL =
      List.of(
          show("saddr", Show.Format.IPV4),
          show("ip", Show.Format.USYM),
          show("stack", Show.Format.KSTACK),
          show("port", Show.Format.PORT),
          show("mac", Show.Format.MAC),
          show("in.six", Show.Format.IPV6),
          show("ts", Show.Format.TIME),
          show("flags", Show.Format.HEX));

  @Test
  void eventsHaveColumnsAsTheProgramWants() {
    EventLayout layout = EventLayout.of(btf, event, ALL);
    EventRow row = layout.row(new EventRing.Event(0, 0, 0, bytes(42, 7)), SYMBOLS);
    assertThat(row.values().stream().map(Value::text))
        .containsExactly(
            "42",
            "10.0.2.200",
            "main+0x4",
            "vfs_read+0x10 < vfs_read+0x10",
            "443",
            "52:54:00:12:34:56",
            "{.six = 2001:db8::1}",
            "1234.000005678",
            "0xff");
    assertThat(OutputJson.event("m", layout, row))
        .contains("\"saddr\":\"10.0.2.200\"", "\"port\":443", "\"six\":\"2001:db8::1\"")
        .contains(
            "\"ip\":{\"address\":\"0x401000\",\"symbol\":\"main\",\"offset\":4,"
                + "\"module\":\"/usr/bin/demo\"}");
    assertThat(layout.header()).contains("saddr            ip");
    assertThat(OutputCsv.line(OutputCsv.event("m", layout, row).header()))
        .isEqualTo("output,sequence,cpu,pid,saddr,ip,stack,port,mac,in.six,ts,flags");
  }

  @Test
  void aFrameThatIsUnknownSaysWhy() {
    EventLayout layout = EventLayout.of(btf, event, ALL);
    EventRow row = layout.row(new EventRing.Event(0, 0, 0, bytes(1, -14)), SYMBOLS);
    assertThat(row.values().get(2).text()).isEqualTo("0x401000 [unknown] [demo]: stripped");
    assertThat(row.values().get(3).text()).isEqualTo("[no stack: there are no frames]");
    assertThat(OutputJson.event("m", layout, row))
        .contains("\"module\":\"/usr/bin/demo\",\"unknown\":\"stripped\"");
  }

  @Test
  void aStackThatIsNotThereSaysWhyAndIsItsNumberToPrograms() {
    EventLayout layout = EventLayout.of(btf, event, ALL);
    Map.of(
            -14, "[no stack: there are no frames]",
            -17, "[no stack: another one has its place in stacks]",
            -12, "[no stack: stacks is full]",
            -22, "[no stack: the flags are not valid]",
            -5, "[no stack: error -5]",
            8, "[no stack: stacks has none of number 8]")
        .forEach(
            (number, text) -> {
              EventRow row = layout.row(new EventRing.Event(0, 0, 0, bytes(1, number)), SYMBOLS);
              assertThat(row.values().get(3).text()).isEqualTo(text);
              assertThat(OutputJson.event("m", layout, row)).contains("\"stack\":" + number + ",");
            });
    assertThat(NoStack.of(-17)).isEqualTo(NoStack.PLACE_TAKEN);
  }

  @Test
  void reasonsAreToldInThePersonsLanguageAndToProgramsInOne() {
    EventLayout layout = EventLayout.of(btf, event, ALL);
    Symbols chinese = SYMBOLS.in(Locale.SIMPLIFIED_CHINESE);
    Map.of(
            -14, "[没有堆栈：没有栈帧]",
            -17, "[没有堆栈：它在 stacks 中的位置被另一个占用]",
            -5, "[没有堆栈：错误 -5]",
            8, "[没有堆栈：stacks 中没有编号 8]")
        .forEach(
            (number, text) -> {
              EventRow row = layout.row(new EventRing.Event(0, 0, 0, bytes(1, number)), chinese);
              assertThat(row.values().get(2).text()).isEqualTo("0x401000 [unknown] [demo]: 符号已剥除");
              assertThat(row.values().get(3).text()).isEqualTo(text);
              assertThat(OutputJson.event("m", layout, row))
                  .contains("\"module\":\"/usr/bin/demo\",\"unknown\":\"stripped\"")
                  .contains("\"stack\":" + number + ",");
            });
    assertThat(layout.line(layout.row(new EventRing.Event(0, 0, 0, bytes(42, 7)), chinese)))
        .isEqualTo(layout.line(layout.row(new EventRing.Event(0, 0, 0, bytes(42, 7)), SYMBOLS)));
  }

  @Test
  void everyReasonHasItsWordsInBothLanguages() {
    for (Frame.Reason reason : Frame.Reason.values()) {
      String words = FrameWords.english().of(reason);
      assertThat(words).isEqualTo(reason.code());
      assertThat(new FrameWords(Locale.SIMPLIFIED_CHINESE).of(reason)).isNotEqualTo(words);
    }
    FrameWords chinese = new FrameWords(Locale.SIMPLIFIED_CHINESE);
    List<Long> numbers = List.of(-14L, -17L, -12L, -22L, -1L);
    assertThat(numbers).extracting(NoStack::of).containsExactly(NoStack.values());
    for (long number : numbers) {
      assertThat(chinese.noStack(number, "")).startsWith("[没有堆栈：");
      assertThat(FrameWords.english().noStack(number, "")).startsWith("[no stack: ");
    }
  }

  @Test
  void withoutATargetItsNamesStayNumbers() {
    EventLayout layout = EventLayout.of(btf, event, ALL);
    EventRow row = layout.row(new EventRing.Event(0, 0, 0, bytes(42, 7)));
    assertThat(row.values().get(1).text()).isEqualTo("10.0.2.200");
    assertThat(row.values().get(2).text()).isEqualTo(String.valueOf(0x401000));
  }

  @Test
  void aShortEventIsNoFault() {
    EventLayout layout = EventLayout.of(btf, event, ALL);
    for (int size = 0; size < 64; size++) {
      byte[] cut = java.util.Arrays.copyOf(bytes(42, 7), size);
      assertThat(layout.row(new EventRing.Event(0, 0, 0, cut), SYMBOLS).values()).hasSize(9);
    }
  }

  @Test
  void mapsHaveThemInKeysAndValues() {
    MapTypes types = new MapTypes(event, u32);
    List<Show> shows = List.of(show("key.saddr", Show.Format.IPV4), show("value", Show.Format.HEX));
    MapShown shown = MapShown.of(btf, types, shows, SYMBOLS);
    byte[] value = {1, 2, 0, 0};
    List<RawEntry> entries = List.of(new RawEntry(bytes(42, 7), value));
    assertThat(new MapText(btf, types, shown).lines(entries))
        .singleElement()
        .asString()
        .startsWith("{ 0x2a 10.0.2.200 0x401000 ")
        .endsWith("} 0x201");
    assertThat(OutputJson.map("m", btf, types, shown, entries))
        .contains("\"saddr\":\"10.0.2.200\"", "\"value\":\"0x201\"");
    OutputCsv.Table table = OutputCsv.map("m", btf, types, shown, entries);
    assertThat(table.header()).startsWith("output", "key.pid", "key.saddr").endsWith("value");
    assertThat(table.rows().get(0)).startsWith("m", "42", "10.0.2.200").endsWith("0x201");
  }

  @Test
  void whatIsNotThereOrDoesNotFitIsNotFound() {
    MapTypes types = new MapTypes(event, u32);
    assertThat(MapShown.has(btf, types, show("nothing", Show.Format.HEX))).isFalse();
    assertThat(MapShown.has(btf, types, show("key.nothing", Show.Format.HEX))).isFalse();
    assertThat(MapShown.has(btf, types, show("saddr", Show.Format.IPV6))).isFalse();
    assertThat(MapShown.has(btf, types, show("saddr", Show.Format.IPV4))).isTrue();
    assertThat(MapShown.has(btf, types, show("value", Show.Format.IPV4))).isTrue();
    assertThat(MapShown.members(btf, types)).startsWith("key", "value", "key.pid");
  }

  @Test
  void stacksAreTheirFrames() throws Exception {
    BtfBytes bytes = new BtfBytes();
    int id = bytes.integer("unsigned int", 4, 0);
    int u64 = bytes.integer("unsigned long long", 8, 0);
    int frames = bytes.array(u64, 4);
    Btf stacks = Btf.parse(bytes.bytes());
    MapTypes types = new MapTypes(id, frames, MapTypes.Layout.STACK);
    MapShown shown = MapShown.of(stacks, types, List.of(), SYMBOLS);
    ByteBuffer value = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    value.putLong(0, -16).putLong(8, 0x1000);
    List<RawEntry> entries = List.of(new RawEntry(new byte[] {7, 0, 0, 0}, value.array()));
    assertThat(new MapText(stacks, types, shown).lines(entries))
        .containsExactly(
            "0x7:", "    vfs_read+0x10 [kernel]", "    0x1000 [unknown] [demo]: stripped");
    assertThat(OutputJson.map("stacks", stacks, types, shown, entries))
        .contains("{\"address\":\"0xfffffffffffffff0\",\"symbol\":\"vfs_read\",\"offset\":16,");
    assertThat(OutputCsv.map("stacks", stacks, types, shown, entries).rows())
        .containsExactly(
            List.of("stacks", "7", "0", "0xfffffffffffffff0", "vfs_read", "16", "kernel", ""),
            List.of("stacks", "7", "1", "0x1000", "", "", "/usr/bin/demo", "stripped"));
  }

  @Test
  void addressesOfTheNetworkAreAsTheRfcSays() {
    assertThat(six("00000000000000000000000000000000")).isEqualTo("::");
    assertThat(six("00000000000000000000000000000001")).isEqualTo("::1");
    assertThat(six("20010db8000000010001000100010001")).isEqualTo("2001:db8:0:1:1:1:1:1");
    assertThat(six("20010000000000010000000000000001")).isEqualTo("2001:0:0:1::1");
    assertThat(six("fe800000000000000000000000000000")).isEqualTo("fe80::");
    assertThat(six("00000000000000000000ffff0a0002c8")).isEqualTo("::ffff:10.0.2.200");
  }

  private static String six(String hex) {
    return IpText.of(HexFormat.of().parseHex(hex));
  }

  @Test
  void cellsAreQuotedWhereTheyMust() {
    assertThat(OutputCsv.line(List.of("a", "b,c", "say \"hi\"", "two\nlines", "")))
        .isEqualTo("a,\"b,c\",\"say \"\"hi\"\"\",\"two\nlines\",");
  }
}
