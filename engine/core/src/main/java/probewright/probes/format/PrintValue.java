package probewright.probes.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What an argument of a print format comes to. */
sealed interface PrintValue {
  /**
   * A whole number of C.
   *
   * @param bits cut to its size, and extended by its sign
   * @param size 1, 2, 4 or 8 bytes
   */
  record Whole(long bits, int size, boolean signed) implements PrintValue {
    static Whole of(long bits, int size, boolean signed) {
      int unused = 64 - 8 * size;
      long shifted = bits << unused;
      return new Whole(signed ? shifted >> unused : shifted >>> unused, size, signed);
    }

    static Whole of(boolean truth) {
      return new Whole(truth ? 1 : 0, 4, true);
    }

    /** C's integer promotion. */
    Whole promoted() {
      return size < 4 ? new Whole(bits, 4, true) : this;
    }

    boolean isTrue() {
      return bits != 0;
    }
  }

  record Text(String text) implements PrintValue {}

  /**
   * Bytes of the record, which an address in the print format stands for.
   *
   * @param elementSize of an array of numbers, in bytes
   */
  record Region(ByteBuffer bytes, int elementSize, boolean signed) implements PrintValue {
    /** Up to the first zero. */
    String text() {
      byte[] all = new byte[bytes.remaining()];
      bytes.duplicate().get(all);
      int end = 0;
      while (end < all.length && all[end] != 0) {
        end++;
      }
      return new String(all, 0, end, StandardCharsets.UTF_8);
    }

    int count() {
      return bytes.remaining() / elementSize;
    }

    Whole element(int index) {
      return number(bytes, bytes.position() + index * elementSize, elementSize, signed);
    }
  }

  /**
   * A number in some bytes, in their order; of an odd size, of no number at all, the first byte.
   */
  static Whole number(ByteBuffer bytes, int at, int size, boolean signed) {
    return switch (size) {
      case 2 -> Whole.of(bytes.getShort(at), 2, signed);
      case 4 -> Whole.of(bytes.getInt(at), 4, signed);
      case 8 -> Whole.of(bytes.getLong(at), 8, signed);
      default -> Whole.of(bytes.get(at), 1, signed);
    };
  }
}
