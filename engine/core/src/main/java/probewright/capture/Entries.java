package probewright.capture;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import probewright.output.RawEntry;

/** What a map held, as a capture keeps it: all keys one after the other, and all values. */
record Entries(int count, byte[] keys, byte[] values) {
  static Entries of(List<RawEntry> entries) {
    ByteArrayOutputStream keys = new ByteArrayOutputStream();
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    for (RawEntry entry : entries) {
      keys.writeBytes(entry.key());
      values.writeBytes(entry.value());
    }
    return new Entries(entries.size(), keys.toByteArray(), values.toByteArray());
  }

  List<RawEntry> list() {
    List<RawEntry> entries = new ArrayList<>(Math.max(0, count));
    int key = count <= 0 ? 0 : keys.length / count;
    int value = count <= 0 ? 0 : values.length / count;
    for (int i = 0; i < count; i++) {
      entries.add(
          new RawEntry(
              Arrays.copyOfRange(keys, i * key, (i + 1) * key),
              Arrays.copyOfRange(values, i * value, (i + 1) * value)));
    }
    return entries;
  }

  boolean same(Entries other) {
    return count == other.count
        && Arrays.equals(keys, other.keys)
        && Arrays.equals(values, other.values);
  }
}
