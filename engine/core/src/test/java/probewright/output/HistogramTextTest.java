package probewright.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import probewright.btf.Btf;
import probewright.btf.BtfBytes;
import probewright.btf.MapTypes;
import probewright.btf.Value;

class HistogramTextTest {
  @Test
  void aNarrowHistogramIsBccs() throws Exception {
    assertThat(Log2Histogram.lines(Slots.of(3, 0, 0, 211, 0, 0, 0, 1, 800, 17), "kbytes", false))
        .isEqualTo(golden("log2-narrow.txt"));
  }

  @Test
  void aWideHistogramIsBccsWithCountsOfSixtyFourBits() throws Exception {
    long[] counts = new long[65];
    counts[1] = Long.MIN_VALUE + 5;
    counts[20] = 12_345_678_901L;
    counts[33] = 1L << 62;
    counts[64] = -1;

    assertThat(Log2Histogram.lines(Slots.of(counts), "nsecs", false))
        .isEqualTo(golden("log2-wide.txt"));
  }

  @Test
  void leadingZerosGoWhenAsked() throws Exception {
    assertThat(Log2Histogram.lines(Slots.of(0, 0, 0, 0, 5, 0, 2), "usecs", true))
        .isEqualTo(golden("log2-stripped.txt"));
  }

  @Test
  void slotZeroAloneIsNothing() {
    assertThat(Log2Histogram.lines(Slots.of(5, 0, 0), "value", false)).isEmpty();
    assertThat(Log2Histogram.lines(Slots.of(new long[65]), "value", false)).isEmpty();
  }

  @Test
  void bucketsAreMadeSortedAndWrittenAsAsked() throws Exception {
    BtfBytes bytes = new BtfBytes();
    int u32 = bytes.integer("unsigned int", 4, 0);
    int key = bytes.struct("k", 8, "disk", u32, 0, "slot", u32, 32);
    Btf btf = Btf.parse(bytes.bytes());
    List<RawEntry> entries = new ArrayList<>();
    for (int[] row : new int[][] {{12, 2, 5}, {31, 3, 4}, {17, 2, 9}, {14, 4, 1}}) {
      ByteBuffer slot = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      ByteBuffer count = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
      slot.putInt(row[0]).putInt(row[1]);
      entries.add(new RawEntry(slot.array(), count.putInt(row[2]).array()));
    }
    HistogramText text =
        HistogramText.of("usecs")
            .withSectionHeader("disk")
            .withSection(bucket -> "<" + bucket.text() + ">")
            .withBucket(
                bucket -> new Value.Int(((Value.Int) bucket).value().divide(BigInteger.TEN)))
            .withSorted(
                buckets -> {
                  java.util.Collections.reverse(buckets);
                  return buckets;
                })
            .withoutLeadingZeros();
    MapTypes types = new MapTypes(key, u32);

    // 12 and 17 become one bucket, where the count that was read later stays
    assertThat(Log2Histogram.lines(Histogram.log2(btf, types, text.bucket(), entries), text))
        .isEqualTo(golden("log2-options.txt"));
    assertThat(LinearHistogram.lines(Histogram.linear(btf, types, text.bucket(), entries), text))
        .isEqualTo(golden("linear-options.txt"));
  }

  @Test
  void aLinearHistogramIsBccs() throws Exception {
    assertThat(LinearHistogram.lines(Slots.of(7, 0, 100, 99, 1), "kbytes", false))
        .isEqualTo(golden("linear.txt"));
    assertThat(LinearHistogram.lines(Slots.of(0), "kbytes", false)).isEmpty();
  }

  @Test
  void sectionsComeInTheKernelsOrder() throws Exception {
    BtfBytes bytes = new BtfBytes();
    int character = bytes.integer("char", 1, 1);
    int u64 = bytes.integer("long long unsigned int", 8, 0);
    int key = bytes.struct("disk_key", 40, "disk", bytes.array(character, 32), 0, "slot", u64, 256);
    Btf btf = Btf.parse(bytes.bytes());
    List<RawEntry> entries =
        List.of(
            entry("sda\0old", 2, 2),
            entry("it's 猫\\", 0, 9),
            entry("sda", 1, 4),
            entry("it's 猫\\", 3, 8),
            entry("", 70, 6));

    Histogram histogram = Histogram.log2(btf, new MapTypes(key, u64), entries);

    assertThat(Log2Histogram.lines(histogram, HistogramText.of("usecs")))
        .isEqualTo(golden("log2-sections.txt"));
    assertThat(histogram.outside()).isEqualTo(6);
  }

  @Test
  void theSlotStandsBehindPaddingWhereThereIsSome() throws Exception {
    BtfBytes bytes = new BtfBytes();
    int u32 = bytes.integer("unsigned int", 4, 0);
    int u64 = bytes.integer("long long unsigned int", 8, 0);
    int key = bytes.struct("key", 16, "pid", u32, 0, "__pad_1", u32, 32, "slot", u64, 64);
    Btf btf = Btf.parse(bytes.bytes());
    ByteBuffer raw = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    raw.putInt(42).putInt(0).putLong(1);

    Histogram histogram =
        Histogram.log2(btf, new MapTypes(key, u64), List.of(new RawEntry(raw.array(), value(3))));

    assertThat(Log2Histogram.lines(histogram, HistogramText.of("value").withSectionHeader("pid")))
        .startsWith("", "pid = 42")
        .hasSize(4);
  }

  @Test
  void aBucketOfSeveralFieldsIsAllThatIsNotTheSlot() throws Exception {
    BtfBytes bytes = new BtfBytes();
    int u32 = bytes.integer("unsigned int", 4, 0);
    int u64 = bytes.integer("long long unsigned int", 8, 0);
    int named =
        bytes.struct(
            "by_name", 16, "cpu", u32, 0, "slot", u32, 32, "pid", u32, 64, "__pad_1", u32, 96);
    int last = bytes.struct("by_place", 12, "cpu", u32, 0, "pid", u32, 32, "bits", u32, 64);
    Btf btf = Btf.parse(bytes.bytes());
    List<RawEntry> byName = List.of(entry(16, 3, 1, 9), entry(16, 3, 2, 9), entry(16, 4, 1, 9));
    List<RawEntry> byPlace = List.of(entry(12, 3, 9, 1), entry(12, 3, 9, 2), entry(12, 4, 9, 1));
    HistogramText text = HistogramText.of("value").withSectionHeader("where");

    List<String> lines =
        Log2Histogram.lines(Histogram.log2(btf, new MapTypes(named, u64), byName), text);

    assertThat(lines)
        .containsSubsequence("where = {.cpu = 3, .pid = 9}", "where = {.cpu = 4, .pid = 9}")
        .filteredOn(line -> line.endsWith(" |" + "*".repeat(40) + "|"))
        .hasSize(3);
    assertThat(Log2Histogram.lines(Histogram.log2(btf, new MapTypes(last, u64), byPlace), text))
        .isEqualTo(lines);
  }

  private static RawEntry entry(int size, int... fields) {
    ByteBuffer raw = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    for (int field : fields) {
      raw.putInt(field);
    }
    return new RawEntry(raw.array(), value(5));
  }

  @Test
  void aPlainKeyIsTheSlot() throws Exception {
    BtfBytes bytes = new BtfBytes();
    int key = bytes.integer("int", 4, 1);
    int u64 = bytes.integer("long long unsigned int", 8, 0);
    List<RawEntry> entries = new ArrayList<>();
    for (int slot = 0; slot < 64; slot++) {
      entries.add(new RawEntry(little(4).putInt(slot).array(), value(slot == 3 ? 7 : 0)));
    }

    Histogram histogram = Histogram.log2(Btf.parse(bytes.bytes()), new MapTypes(key, u64), entries);

    assertThat(Log2Histogram.lines(histogram, HistogramText.of("kbytes")))
        .hasSize(4)
        .last()
        .isEqualTo("         4 -> 7          : 7        |" + "*".repeat(40) + "|");
  }

  @Test
  void starsAreTheShareRoundedDownAndNeverMoreThanTheWidth() {
    Random random = new Random(20);
    for (int i = 0; i < 20_000; i++) {
      long largest = 1 + (random.nextLong() >>> (1 + random.nextInt(62)));
      long count = Math.floorMod(random.nextLong(), largest);
      int width = random.nextBoolean() ? 40 : 20;
      int stars = Stars.of(count, largest, width);
      int exact =
          BigInteger.valueOf(count)
              .multiply(BigInteger.valueOf(width))
              .divide(BigInteger.valueOf(largest))
              .intValue();

      // a quotient within a double's last bit of a whole number may round up, as Python's does
      assertThat(stars).isBetween(exact, largest < 1L << 46 ? exact : exact + 1);
      assertThat(Stars.of(largest, largest, width)).isEqualTo(width);
      assertThat(Stars.of(0, largest, width)).isZero();
    }
  }

  @Test
  void theMachinesLanguageChangesNothing() throws Exception {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(LinearHistogram.lines(Slots.of(7, 0, 100, 99, 1), "kbytes", false))
          .isEqualTo(golden("linear.txt"));
    } finally {
      Locale.setDefault(before);
    }
  }

  private static RawEntry entry(String disk, long slot, long count) {
    byte[] name = Arrays.copyOf(disk.getBytes(StandardCharsets.UTF_8), 32);
    return new RawEntry(little(40).put(name).putLong(slot).array(), value(count));
  }

  private static byte[] value(long count) {
    return little(8).putLong(count).array();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static List<String> golden(String name) throws IOException {
    try (InputStream in = HistogramTextTest.class.getResourceAsStream(name)) {
      byte[] all = Objects.requireNonNull(in, name).readAllBytes();
      return new String(all, StandardCharsets.UTF_8).lines().toList();
    }
  }
}
