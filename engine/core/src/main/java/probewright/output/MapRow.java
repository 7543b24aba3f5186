package probewright.output;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import probewright.btf.Btf;
import probewright.btf.BtfType;
import probewright.btf.Decoder;
import probewright.btf.MapTypes;
import probewright.btf.Value;

/**
 * An entry of a map as values.
 *
 * @param key null for what comes out of a queue or a stack
 * @param value of a per-CPU map the sum where its values are numbers, else all of them; of a stack
 *     trace its frames, without the unused ones
 * @param perCpu of a per-CPU map a value for each possible CPU, by its number; else empty
 */
public record MapRow(@Nullable Value key, Value value, List<Value> perCpu) {
  private static final int WORD = 8;

  public MapRow {
    perCpu = List.copyOf(perCpu);
  }

  /** The entries decoded, in the order given. */
  public static List<MapRow> of(Btf btf, MapTypes types, List<RawEntry> entries) {
    return of(btf, types, MapShown.of(btf, types, List.of(), null), entries);
  }

  /** The same as the program wants them shown. */
  public static List<MapRow> of(Btf btf, MapTypes types, MapShown shown, List<RawEntry> entries) {
    Decoder decoder = new Decoder(btf);
    return entries.stream().map(entry -> row(btf, decoder, types, shown, entry)).toList();
  }

  private static MapRow row(
      Btf btf, Decoder decoder, MapTypes types, MapShown shown, RawEntry entry) {
    Value key = entry.key().length == 0 ? null : decode(decoder, types.key(), entry.key());
    if (key != null) {
      int pid = shown.key().pid(entry.key());
      key = shown.key().value(key, entry.key(), pid, shown.symbols());
    }
    if (types.layout() == MapTypes.Layout.PER_CPU) {
      List<Value> values = new ArrayList<>();
      for (byte[] value : perCpu(btf, types, entry.value())) {
        values.add(shown(shown, entry, value, decode(decoder, types.value(), value)));
      }
      return new MapRow(key, sum(values), values);
    }
    Value value = decode(decoder, types.value(), entry.value());
    return new MapRow(
        key,
        types.layout() == MapTypes.Layout.STACK
            ? used(btf, types, shown, value)
            : shown(shown, entry, entry.value(), value),
        List.of());
  }

  /** What has no type of its own is an id that the kernel gives: four bytes without sign. */
  private static Value decode(Decoder decoder, int type, byte[] bytes) {
    return type == 0 && bytes.length <= WORD
        ? new Value.Int(decoder.unsigned(bytes, 0, bytes.length))
        : decoder.decode(type, bytes);
  }

  private static Value shown(MapShown shown, RawEntry entry, byte[] bytes, Value value) {
    return shown.value().value(value, bytes, shown.pid(entry, bytes), shown.symbols());
  }

  /** The values of all CPUs, one after the other, each filled up to 8 bytes. */
  static List<byte[]> perCpu(Btf btf, MapTypes types, byte[] row) {
    int size = (int) Math.min(btf.sizeOf(types.value()), row.length);
    int step = (size + WORD - 1) / WORD * WORD;
    List<byte[]> values = new ArrayList<>();
    for (int at = 0; step > 0 && at + size <= row.length; at += step) {
      values.add(Arrays.copyOfRange(row, at, at + size));
    }
    return values;
  }

  private static Value sum(List<Value> values) {
    BigInteger sum = BigInteger.ZERO;
    for (Value value : values) {
      if (!(value instanceof Value.Int number)) {
        return new Value.Elements(values);
      }
      sum = sum.add(number.value());
    }
    return new Value.Int(sum);
  }

  /**
   * The frames of a stack, as addresses or with their names; a frame with a build id stays the
   * struct it is.
   */
  private static Value used(Btf btf, MapTypes types, MapShown shown, Value value) {
    if (!(value instanceof Value.Elements all)
        || !(btf.resolve(types.value()) instanceof BtfType.Array)) {
      return value;
    }
    List<Value> frames = new ArrayList<>();
    for (Value frame : all.elements()) {
      Value first =
          frame instanceof Value.Fields fields && !fields.fields().isEmpty()
              ? fields.fields().get(0).value()
              : frame;
      if (first instanceof Value.Int number && number.value().signum() == 0) {
        break;
      }
      frames.add(
          frame instanceof Value.Int address
              ? place(address.value().longValue(), shown.symbols())
              : frame);
    }
    return new Value.Elements(frames);
  }

  private static Value place(long address, @Nullable Symbols symbols) {
    if (symbols == null) {
      return new Value.Address(address);
    }
    Frame frame = symbols.frame(-1, address);
    return new Value.Told(frame.line(symbols.words()), frame.value());
  }
}
