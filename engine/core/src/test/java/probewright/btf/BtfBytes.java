package probewright.btf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes BTF by hand, for what clang does not make: damage, old and new kinds, name clashes. */
public final class BtfBytes {
  private final ByteOrder order;
  private final ByteArrayOutputStream types = new ByteArrayOutputStream();
  private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
  private int count;

  public BtfBytes() {
    this(ByteOrder.LITTLE_ENDIAN);
  }

  BtfBytes(ByteOrder order) {
    this.order = order;
    strings.write(0);
  }

  public int string(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    int offset = strings.size();
    strings.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    strings.write(0);
    return offset;
  }

  /** Adds a type and gives its id. */
  int add(int kind, boolean flag, int length, String name, int sizeOrType, int... more) {
    words(string(name), (flag ? 1 << 31 : 0) | kind << 24 | length, sizeOrType);
    words(more);
    return ++count;
  }

  public int integer(String name, int size, int encoding) {
    return add(BtfSection.INT, false, 0, name, size, encoding << 24 | 8 * size);
  }

  public int pointer(int target) {
    return add(BtfSection.PTR, false, 0, "", target);
  }

  public int array(int element, int count) {
    return add(BtfSection.ARRAY, false, 0, "", 0, element, element, count);
  }

  public int typedef(String name, int target) {
    return add(BtfSection.TYPEDEF, false, 0, name, target);
  }

  /** A signed enumeration of 4 bytes with values from 0. */
  public int enumeration(String name, String... enumerators) {
    int[] words = new int[2 * enumerators.length];
    for (int i = 0; i < enumerators.length; i++) {
      words[2 * i] = string(enumerators[i]);
      words[2 * i + 1] = i;
    }
    return add(BtfSection.ENUM, true, enumerators.length, name, 4, words);
  }

  /** Members in threes: name, type, bit offset. */
  public int struct(String name, int size, Object... members) {
    return add(BtfSection.STRUCT, false, members.length / 3, name, size, triples(members));
  }

  public int union(String name, int size, Object... members) {
    return add(BtfSection.UNION, false, members.length / 3, name, size, triples(members));
  }

  private int[] triples(Object... members) {
    int[] words = new int[members.length];
    for (int i = 0; i < members.length; i++) {
      words[i] = members[i] instanceof String name ? string(name) : (Integer) members[i];
    }
    return words;
  }

  private void words(int... words) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * words.length).order(order);
    for (int word : words) {
      buffer.putInt(word);
    }
    types.writeBytes(buffer.array());
  }

  public byte[] bytes() {
    ByteBuffer buffer = ByteBuffer.allocate(24 + types.size() + strings.size()).order(order);
    buffer.putShort((short) 0xEB9F).put((byte) 1).put((byte) 0).putInt(24);
    buffer.putInt(0).putInt(types.size()).putInt(types.size()).putInt(strings.size());
    return buffer.put(types.toByteArray()).put(strings.toByteArray()).array();
  }
}
