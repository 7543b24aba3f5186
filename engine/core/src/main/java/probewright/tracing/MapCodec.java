package probewright.tracing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import probewright.btf.Decoder;
import probewright.btf.MapTypes.Layout;
import probewright.btf.Value;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;
import probewright.output.RawEntry;
import probewright.target.Output;

/** The keys and values of one map between Java's and the kernel's form. */
final class MapCodec<K, V> {
  private static final int WORD = 8;

  private final Output.Entries map;
  private final Decoder decoder;
  private final RecordEncoder encoder;
  private final Function<Value, K> key;
  private final Function<Value, V> value;

  private MapCodec(Output.Entries map, Function<Value, K> key, Function<Value, V> value) {
    this.map = map;
    this.decoder = new Decoder(map.btf());
    this.encoder = new RecordEncoder(map.btf());
    this.key = key;
    this.value = value;
  }

  static <K, V> MapCodec<K, V> of(Output.Entries map, Class<K> keys, Class<V> values)
      throws RefusedException {
    RecordBinding binding = new RecordBinding(map.btf());
    return new MapCodec<>(
        map, binding.bind(map.types().key(), keys), binding.bind(map.types().value(), values));
  }

  /** Of a map that has no keys. */
  static <V> MapCodec<Void, V> ofValues(Output.Entries map, Class<V> values)
      throws RefusedException {
    Function<Value, Void> none =
        unused -> {
          throw new IllegalStateException(map.name());
        };
    return new MapCodec<>(
        map, none, new RecordBinding(map.btf()).bind(map.types().value(), values));
  }

  static RefusedException misused(Output.Entries map, String code) {
    return new RefusedException(Problem.error(Stage.STREAM, code, map.name(), map.kind().word()));
  }

  String name() {
    return map.name();
  }

  byte[] key(K of) throws RefusedException {
    return encoder.encode(map.types().key(), of);
  }

  K key(byte[] bytes) {
    return key.apply(decoder.decode(map.types().key(), bytes));
  }

  byte[] value(V of) throws RefusedException {
    return encoder.encode(map.types().value(), of);
  }

  /** Of a per-CPU row of numbers their sum. */
  V value(byte[] bytes) {
    if (map.types().layout() != Layout.PER_CPU) {
      return value.apply(decoder.decode(map.types().value(), bytes));
    }
    BigInteger sum = BigInteger.ZERO;
    for (byte[] one : cells(bytes)) {
      sum = sum.add(((Value.Int) decoder.decode(map.types().value(), one)).value());
    }
    return value.apply(new Value.Int(sum));
  }

  /** A row's values, by the numbers of their CPUs. */
  List<V> row(byte[] bytes) {
    return cells(bytes).stream()
        .map(one -> value.apply(decoder.decode(map.types().value(), one)))
        .toList();
  }

  /** The row of a value for each CPU. */
  byte[] row(List<V> values) throws RefusedException {
    int step = step();
    byte[] row = new byte[values.size() * step];
    for (int i = 0; i < values.size(); i++) {
      byte[] one = value(values.get(i));
      System.arraycopy(one, 0, row, i * step, one.length);
    }
    return row;
  }

  private int step() {
    return (int) (map.btf().sizeOf(map.types().value()) + WORD - 1) / WORD * WORD;
  }

  private List<byte[]> cells(byte[] row) {
    int size = (int) map.btf().sizeOf(map.types().value());
    List<byte[]> cells = new ArrayList<>();
    for (int at = 0; at + size <= row.length; at += step()) {
      cells.add(Arrays.copyOfRange(row, at, at + size));
    }
    return cells;
  }

  /** In the kernel's order. */
  Map<K, V> entries(List<RawEntry> raw) {
    Map<K, V> all = new LinkedHashMap<>();
    raw.forEach(entry -> all.put(key(entry.key()), value(entry.value())));
    return all;
  }
}
