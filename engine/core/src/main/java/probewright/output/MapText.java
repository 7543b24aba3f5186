package probewright.output;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import probewright.btf.Btf;
import probewright.btf.BtfType;
import probewright.btf.BtfType.Composite;
import probewright.btf.BtfType.Member;
import probewright.btf.Decoder;
import probewright.btf.MapTypes;
import probewright.btf.Value;

/**
 * Entries of a map in the style of bcc's {@code key_sprintf} and {@code leaf_sprintf}: {@code 0x1}
 * for a number, <code>{ 0x1 0x2 }</code> for a struct, {@code [ 0x1 0x2 ]} for an array, {@code
 * "text"} for an array of bytes. Numbers have no sign. Of a union its largest member is written.
 * Unlike bcc, which forgets the value there, pointers are written as numbers.
 *
 * <p>A per-CPU value is the list of all CPUs' values, and behind it their sum where they are
 * numbers: {@code 0x1 [ 0x3 0x4 ] sum 0x7}. A stack trace is a line for its number and one for each
 * frame. What would come out of a queue or a stack next is a value without a key.
 */
public final class MapText {
  private final Btf btf;
  private final Decoder decoder;
  private final MapTypes types;
  private final MapShown shown;

  public MapText(Btf btf, MapTypes types) {
    this(btf, types, MapShown.of(btf, types, List.of(), null));
  }

  /** As the program wants members shown. */
  public MapText(Btf btf, MapTypes types, MapShown shown) {
    this.shown = shown;
    this.btf = btf;
    this.decoder = new Decoder(btf);
    this.types = types;
  }

  /** One {@code key value} line for each entry, in the order given. */
  public List<String> lines(List<RawEntry> entries) {
    return switch (types.layout()) {
      case ONE -> entries.stream().map(this::line).toList();
      case PER_CPU -> entries.stream().map(this::perCpuLine).toList();
      case STACK -> entries.stream().flatMap(this::stackLines).toList();
    };
  }

  private String line(RawEntry entry) {
    return key(entry) + value(entry, entry.value());
  }

  private String key(RawEntry entry) {
    if (entry.key().length == 0) {
      return "";
    }
    int pid = shown.key().pid(entry.key());
    return new Writer(shown.key(), entry.key(), pid).text(types.key()) + " ";
  }

  private String value(RawEntry entry, byte[] value) {
    return new Writer(shown.value(), value, shown.pid(entry, value)).text(types.value());
  }

  private String perCpuLine(RawEntry entry) {
    StringBuilder line = new StringBuilder(key(entry)).append("[ ");
    BigInteger sum = BigInteger.ZERO;
    boolean numbers = btf.resolve(types.value()) instanceof BtfType.Int;
    long size = btf.sizeOf(types.value());
    for (byte[] value : MapRow.perCpu(btf, types, entry.value())) {
      line.append(value(entry, value)).append(' ');
      sum = numbers ? sum.add(decoder.unsigned(value, 0, (int) size)) : sum;
    }
    line.append(']');
    return numbers ? line.append(" sum 0x").append(sum.toString(16)).toString() : line.toString();
  }

  private Stream<String> stackLines(RawEntry entry) {
    Stream<String> frames =
        MapRow.of(btf, types, shown, List.of(entry)).stream()
            .map(MapRow::value)
            .flatMap(
                value ->
                    value instanceof Value.Elements all
                        ? all.elements().stream()
                        : Stream.of(value))
            .map(frame -> "    " + frame.text());
    return Stream.concat(Stream.of(key(entry).strip() + ":"), frames);
  }

  /** One key or value. */
  private final class Writer {
    private final Shown wanted;
    private final byte[] bytes;
    private final int pid;

    Writer(Shown wanted, byte[] bytes, int pid) {
      this.wanted = wanted;
      this.bytes = bytes;
      this.pid = pid;
    }

    String text(int type) {
      if (type == 0 && bytes.length <= 8) {
        // an id that the kernel gives
        return "0x" + decoder.unsigned(bytes, 0, bytes.length).toString(16);
      }
      StringBuilder text = new StringBuilder();
      append(text, new Member("", type, 0, 0), 0);
      return text.toString();
    }

    private void append(StringBuilder text, Member member, long base) {
      long bit = base + member.bitOffset();
      BtfType type = btf.resolve(member.type());
      long size = btf.sizeOf(type.id());
      Optional<Value> told =
          member.bitFieldSize() == 0
              ? wanted.at(bit, type.id(), bytes, pid, shown.symbols())
              : Optional.empty();
      if (told.isPresent()) {
        text.append(told.get().text());
      } else if (bit / 8 > bytes.length || size > bytes.length - bit / 8 || size < 0) {
        text.append("?");
      } else if (type instanceof BtfType.Union union) {
        text.append("{ ");
        union.members().stream()
            .max(Comparator.comparingLong(m -> btf.sizeOf(m.type())))
            .ifPresent(largest -> append(text, largest, bit));
        text.append(" }");
      } else if (type instanceof Composite composite) {
        text.append("{ ");
        for (Member field : composite.members()) {
          append(text, field, bit);
          text.append(' ');
        }
        text.append('}');
      } else if (type instanceof BtfType.Array array) {
        append(text, array, (int) (bit / 8));
      } else {
        text.append(number(member, type, bit));
      }
    }

    private void append(StringBuilder text, BtfType.Array array, int at) {
      long size = btf.sizeOf(array.element());
      if (size == 1 && btf.resolve(array.element()) instanceof BtfType.Int) {
        int end = at;
        while (end < at + array.count() && bytes[end] != 0) {
          end++;
        }
        text.append('"')
            .append(new String(bytes, at, end - at, StandardCharsets.UTF_8))
            .append('"');
        return;
      }
      text.append("[ ");
      for (long i = 0; size > 0 && i < array.count(); i++) {
        append(text, new Member("", array.element(), 8 * i * size, 0), 8L * at);
        text.append(' ');
      }
      text.append(']');
    }

    private String number(Member member, BtfType type, long bit) {
      BigInteger value;
      if (member.bitFieldSize() == 0) {
        value = decoder.unsigned(bytes, (int) (bit / 8), (int) btf.sizeOf(type.id()));
      } else {
        Member moved = new Member("", member.type(), bit, member.bitFieldSize());
        Value field = decoder.decode(moved, bytes, 0);
        BigInteger signed =
            field instanceof Value.Int i
                ? i.value()
                : field instanceof Value.Enumerator e ? e.value() : BigInteger.ZERO;
        value = signed.mod(BigInteger.ONE.shiftLeft(member.bitFieldSize()));
      }
      return "0x" + value.toString(16);
    }
  }
}
