package probewright.probes.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records in words, as the kernel writes them. */
class PrintFormatTest {
  private static final PrintNames KERNEL =
      new PrintNames() {
        @Override
        public OptionalLong constant(String name) {
          return switch (name) {
            case "HZ" -> OptionalLong.of(250);
            case "VM_FAULT_MAJOR" -> OptionalLong.of(4);
            default -> OptionalLong.empty();
          };
        }

        @Override
        public int sizeOf(String type) {
          return type.equals("gfp_t") ? 4 : 0;
        }

        @Override
        public Optional<String> symbol(long address) {
          return address == 0xffffffff81000010L ? Optional.of("_stext+0x10") : Optional.empty();
        }
      };

  private static ByteBuffer record() {
    return ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static TracepointFormat recorded(String kernel, String event) throws IOException {
    try (InputStream in =
        PrintFormatTest.class.getResourceAsStream(
            "/probewright/compiler/formats/" + kernel + "/" + event)) {
      return TracepointFormat.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** A format of one field, or more, and a print format. */
  private static PrintFormat made(String fields, String print) {
    return PrintFormat.of(
        TracepointFormat.parse("name: made\nID: 1\nformat:\n" + fields + "\nprint fmt: " + print),
        KERNEL);
  }

  private static String field(String declaration, int offset, int size, int signed) {
    return "\tfield:"
        + declaration
        + ";\toffset:"
        + offset
        + ";\tsize:"
        + size
        + ";\tsigned:"
        + signed
        + ";\n";
  }

  @Test
  void everyFieldIsRead() throws IOException {
    TracepointFormat format = recorded("6.12", "block_rq_complete");
    assertThat(format.name()).isEqualTo("block_rq_complete");
    assertThat(format.ownFields())
        .extracting(TracepointFormat.Field::declaration)
        .containsExactly(
            "dev_t dev",
            "sector_t sector",
            "unsigned int nr_sector",
            "int error",
            "unsigned short ioprio",
            "char rwbs[8]",
            "__data_loc char[] cmd");
    TracepointFormat.Field cmd = format.field("cmd").orElseThrow();
    assertThat(cmd.place()).isEqualTo(TracepointFormat.Place.DATA_LOC);
    assertThat(cmd.isArray()).isTrue();
    assertThat(cmd.size()).isEqualTo(4);
    assertThat(format.fields().get(0).isCommon()).isTrue();
    assertThat(format.field("dev").orElseThrow().offset()).isEqualTo(8);
  }

  @Test
  void flagsThatMayBeNone() {
    PrintFormat print =
        made(
            field("char from[16]", 8, 16, 1)
                + field("pid_t from_pid", 24, 4, 1)
                + field("long state", 32, 8, 1)
                + field("char to[16]", 40, 16, 1),
            "\"%s:%d %s%s ==> %s\", REC->from, REC->from_pid,"
                + " (REC->state & ((((0x00 | 0x01 | 0x02 | 0x40) + 1) << 1) - 1))"
                + " ? __print_flags(REC->state & ((((0x00 | 0x01 | 0x02 | 0x40) + 1) << 1) - 1),"
                + " \"|\", { 0x01, \"S\" }, { 0x02, \"D\" }, { 0x40, \"P\" }) : \"R\","
                + " REC->state & (((0x00 | 0x01 | 0x02 | 0x40) + 1) << 1) ? \"+\" : \"\", REC->to");
    assertThat(print.unknown()).isEmpty();
    ByteBuffer record = record();
    record.put(8, "dd".getBytes(StandardCharsets.UTF_8)).putInt(24, 41).putLong(32, 1);
    record.put(40, "swapper/0".getBytes(StandardCharsets.UTF_8));
    assertThat(print.render(record)).isEqualTo("dd:41 S ==> swapper/0");
    assertThat(print.render(record.putLong(32, 0x88))).isEqualTo("dd:41 0x80+ ==> swapper/0");
    assertThat(print.render(record.putLong(32, 0))).isEqualTo("dd:41 R ==> swapper/0");
    assertThat(print.render(record.putLong(32, 3))).isEqualTo("dd:41 S|D ==> swapper/0");
    assertThat(print.fields(record)).isEqualTo("from=\"dd\" from_pid=41 state=3 to=\"swapper/0\"");
  }

  @Test
  void addressesOfTheInternet() {
    PrintFormat print =
        made(
            field("__u16 port", 8, 2, 0)
                + field("__u8 v4[4]", 12, 4, 0)
                + field("__u8 v6[16]", 16, 16, 0)
                + field("__u8 other[16]", 32, 16, 0),
            "\"port=%hu %pI4 %pI6c %pI6c\", REC->port, REC->v4, REC->v6, REC->other");
    ByteBuffer record = record().putShort(8, (short) 65535);
    record.put(12, new byte[] {10, 0, 2, (byte) 255}).put(31, (byte) 1);
    record.put(32, new byte[] {0x20, 1, 0xd, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x1f});
    assertThat(print.render(record)).isEqualTo("port=65535 10.0.2.255 ::1 2001:db8::1f");
    record.put(26, (byte) 0xff).put(27, (byte) 0xff).put(28, new byte[] {127, 0, 0, 1});
    assertThat(print.render(record)).contains(" ::ffff:127.0.0.1 ");
  }

  @Test
  void textElsewhereInTheRecord() {
    PrintFormat print =
        made(
            field("__data_loc char[] filename", 8, 4, 0) + field("pid_t pid", 12, 4, 1),
            "\"filename=%s pid=%d\", __get_str(filename), REC->pid");
    ByteBuffer record = record().putInt(8, 11 << 16 | 40).putInt(12, 5);
    record.put(40, "/bin/probed".getBytes(StandardCharsets.UTF_8));
    assertThat(print.render(record)).isEqualTo("filename=/bin/probed pid=5");
    // what is not there any more is not made up
    assertThat(print.render(record.putInt(8, 100 << 16 | 40))).isEqualTo("filename=? pid=5");
    PrintFormat relative =
        made(
            field("__rel_loc char[] text", 8, 4, 1) + field("int n", 12, 4, 1),
            "\"%s/%d\", __get_rel_str(text), __get_rel_dynamic_array_len(text)");
    ByteBuffer near = record().putInt(8, 3 << 16 | 4).put(16, new byte[] {'h', 'i', 0});
    assertThat(relative.render(near)).isEqualTo("hi/3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "\"%d,%d\", ((unsigned int) ((REC->v) >> 20)), ((unsigned int) ((REC->v) & ((1U << 20) - 1))) @ 2049,5",
        "\"%#x %08lx %-4u| %+d\", REC->n, (unsigned long)REC->n, 7, 7 @ 0xfffffffe fffffffffffffffe 7   | +7",
        "\"%s\", REC->n < 0 ? \"below\" : \"above\" @ below",
        "\"%s\", (unsigned int)REC->n > 5 ? \"far\" : \"near\" @ far",
        "\"%s\", __print_flags(REC->v, \"|\", { 0x1, \"A\" }, { 0x4, \"C\" }) @ A|C|0x80100000",
        "\"%s\", __print_flags(REC->v & 5, \"\", { 0x1, \"A\" }, { (1UL << 2), \"C\" }) @ AC",
        "\"%s\", __print_symbolic(REC->n, { -2, \"two\" }, { 0, ((void *)0) }) @ two",
        "\"%s\", __print_symbolic(REC->v & 4, { VM_FAULT_MAJOR, \"major\" }) @ major",
        "\"%s %s\", __print_hex(REC->b, 3), __print_hex_str(REC->b, 2) @ 01 02 03 0102",
        "\"%s\", __print_array(REC->b, 2, 2) @ {0x201,0x403}",
        "\"%d ms\", jiffies_to_msecs(25) @ 100 ms",
        "\"%lu %d\", ~0UL, !5 @ 18446744073709551615 0",
        "\"%x\", ( gfp_t)0x800u | ( gfp_t)0x40u @ 840",
        "\"%pS %ps\", (void *)REC->f, (void *)REC->f @ _stext+0x10 _stext",
        "\"%p\", (void *)REC->f @ ffffffff81000010",
        "\"%pM\", REC->b @ 01:02:03:04:05:06",
        "\"%*phC\", 3, REC->b @ 01:02:03",
        "\"%0*llx\", (int)8 * 2, (unsigned long long)REC->v @ 0000000080100005",
        "\"%d%%\", 50 @ 50%",
        "\"a\" \"b%c%s\", 'x', __builtin_expect(!!(REC->n), 1) ? \"y\" : \"n\" @ abxy",
        "\"%.3s\", \"abcdef\" @ abc",
        "\"%d\", REC->b[1] + REC->b[2] @ 5",
        "\"%hd %hhu\", 0x18000, 0x1ff @ -32768 255",
        "\"%d\", sizeof(u64) @ 8",
        "\"%lld\", -1 / 2 + 7 % 4 @ 3",
        "\"%d\", 5 / 0 @ ",
        "\"n=%d\\n\", REC->n @ n=-2",
      })
  void asTheKernelsC(String print, String text) {
    PrintFormat format =
        made(
            field("dev_t v", 8, 4, 0)
                + field("int n", 12, 4, 1)
                + field("u8 b[6]", 16, 6, 0)
                + field("void * f", 24, 8, 0),
            print);
    ByteBuffer record = record();
    record.putInt(8, 0x80100005).putInt(12, -2).putLong(24, 0xffffffff81000010L);
    record.put(16, new byte[] {1, 2, 3, 4, 5, 6});
    String raw = "v=2148532229 n=-2 b={01, 02, 03, 04, 05, 06} f=0xffffffff81000010";
    assertThat(format.render(record)).isEqualTo(text == null ? raw : text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "\"%p\", (((struct page *)vmemmap_base) + (REC->n)) @ vmemmap_base",
        "\"%llx\", (unsigned long long)pmd_val(native_make_pmd(REC->n)) @ native_make_pmd(), pmd_val()",
        "\"%d\", ({ int x = 1; x; }) @ ({",
        "\"%d\", REC->n->m @ ->m",
        "\"%d @ \"",
      })
  void saysWhatOnlyTheKernelKnows(String print, String unknown) {
    PrintFormat format = made(field("int n", 8, 4, 1), print);
    assertThat(format.unknown()).contains(unknown);
    assertThat(format.render(record().putInt(8, 3))).isEqualTo("n=3");
  }

  @Test
  void aRecordThatWasCutIsNoError() throws IOException {
    PrintFormat print = PrintFormat.of(recorded("6.12", "sched_switch"), KERNEL);
    ByteBuffer half = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(print.fields(half))
        .isEqualTo(
            "prev_comm=\"\" prev_pid=0 prev_prio=? prev_state=? next_comm=? next_pid=? next_prio=?");
  }
}
