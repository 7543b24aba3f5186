package probewright.probes.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import probewright.probes.format.PrintValue.Region;
import probewright.probes.format.TracepointFormat.Field;
import probewright.probes.format.TracepointFormat.Place;

/** One record of an event, of which the end may be cut off. */
final class RecordBytes {
  private static final int MOST_ELEMENTS = 64;

  private final TracepointFormat format;
  private final ByteBuffer bytes;
  private final PrintNames names;

  RecordBytes(TracepointFormat format, ByteBuffer record, PrintNames names) {
    ByteOrder order = record.order();
    this.format = format;
    this.bytes = record.slice().order(order);
    this.names = names;
  }

  Field field(String name) throws PrintUnknown {
    return format.field(name).orElseThrow(() -> new PrintUnknown("REC->" + name));
  }

  PrintValue value(String name) throws PrintUnknown {
    Field field = field(name);
    if (field.place() != Place.HERE) {
      // what the print format means by it is where the bytes are
      return number(field, 4);
    }
    if (field.isArray()) {
      return region(name);
    }
    return Integer.bitCount(field.size()) == 1 && field.size() <= 8
        ? number(field, field.size())
        : region(name);
  }

  private PrintValue.Whole number(Field field, int size) throws PrintUnknown {
    if (field.offset() + size > bytes.limit()) {
      throw new PrintUnknown("REC->" + field.name());
    }
    return PrintValue.number(bytes, field.offset(), size, field.signed());
  }

  /** The bytes of a field, wherever in the record they are. */
  Region region(String name) throws PrintUnknown {
    Field field = field(name);
    long start = field.offset();
    long length = field.size();
    if (field.place() != Place.HERE) {
      long locator = number(field, 4).bits();
      start = (locator & 0xffff) + (field.place() == Place.REL_LOC ? field.end() : 0);
      length = locator >>> 16 & 0xffff;
    }
    if (start + length > bytes.limit()) {
      throw new PrintUnknown("REC->" + name);
    }
    ByteBuffer part = bytes.slice((int) start, (int) length).order(bytes.order());
    return new Region(part, elementSize(field), field.signed());
  }

  /** One that the field's size is a multiple of. */
  private int elementSize(Field field) {
    int size =
        CTypes.number(field.type()).map(CTypes.CNumber::size).orElse(names.sizeOf(field.type()));
    int known = Math.abs(size);
    return known == 2 || known == 4 || known == 8 ? known : 1;
  }

  /** A field for people, without the help of the print format. */
  String show(Field field) {
    try {
      if (field.isArray() || Integer.bitCount(field.size()) != 1 || field.size() > 8) {
        Region region = region(field.name());
        return isText(field) ? '"' + Printf.escaped(region.text()) + '"' : elements(region);
      }
      PrintValue.Whole number = number(field, field.size());
      return field.isPointer() ? "0x" + Long.toHexString(number.bits()) : decimal(number);
    } catch (PrintUnknown cut) {
      return "?";
    }
  }

  /** Bytes without a sign are as often flags or addresses. */
  private static boolean isText(Field field) {
    return field.type().equals("char") || field.type().equals("const char");
  }

  private static String elements(Region region) {
    StringJoiner joined = new StringJoiner(", ", "{", "}");
    int shown = Math.min(region.count(), MOST_ELEMENTS);
    for (int i = 0; i < shown; i++) {
      PrintValue.Whole element = region.element(i);
      joined.add(
          region.elementSize() == 1
              ? String.format(Locale.ROOT, "%02x", element.bits() & 0xff)
              : decimal(element));
    }
    if (shown < region.count()) {
      joined.add("...");
    }
    return joined.toString();
  }

  private static String decimal(PrintValue.Whole number) {
    return number.signed() ? Long.toString(number.bits()) : Long.toUnsignedString(number.bits());
  }

  Optional<String> symbol(long address) {
    return names.symbol(address);
  }
}
