package probewright.capture;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row on its way to the disk.
 *
 * @param output the stream, map or function that goes without it if it cannot be kept; empty where
 *     nobody would miss it
 * @param count the records in it
 */
record Row(Table table, List<@Nullable Object> values, String output, long count) {
  private static final int OVERHEAD = 128;

  static Row of(Table table, @Nullable Object... values) {
    return new Row(table, Arrays.asList(values), "", 0);
  }

  /** A row that is to be counted where the disk cannot take it. */
  static Row counted(String output, long count, Table table, @Nullable Object... values) {
    return new Row(table, Arrays.asList(values), output, count);
  }

  /** Bytes that it takes in memory, about. */
  int weight() {
    int weight = OVERHEAD;
    for (Object value : values) {
      weight +=
          value instanceof byte[] bytes
              ? bytes.length
              : value instanceof String text ? 2 * text.length() : Long.BYTES;
    }
    return weight;
  }
}
