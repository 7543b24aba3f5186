package probewright.tracing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import probewright.btf.BtfType;
import probewright.btf.MapTypes.Layout;
import probewright.diagnostics.ProblemException;
import probewright.output.RawEntry;
import probewright.target.Attached;
import probewright.target.Output;

/**
 * A map of a running program with keys and values of Java's own: records for structs, whose
 * components bear the names of members; numbers; {@code String} for arrays of char; an enum's
 * constants for C's. Each call asks the kernel anew, and blocks on it; programs may change entries
 * meanwhile. Safe for many threads, until the run is closed.
 *
 * <p>Of a map that keeps a value for each CPU the values are sums, to be read only; {@link
 * PerCpuMap} has them one by one.
 *
 * <p>Methods throw a {@link RefusedException} ({@code tracing.value}) for what does not fit the C
 * type, and a {@link ProblemException} ({@code map.failed}) for what the kernel refuses: a full
 * map, a key beyond an array's end, an array's deletion.
 */
public final class TypedMap<K, V> {
  private final Attached kernel;
  private final Output.Entries map;
  private final MapCodec<K, V> codec;

  TypedMap(Attached kernel, Output.Entries map, Class<K> keys, Class<V> values)
      throws RefusedException {
    if (map.types().key() == 0) {
      throw MapCodec.misused(map, "tracing.no-keys");
    }
    if (map.types().layout() == Layout.PER_CPU
        && !(map.btf().resolve(map.types().value()) instanceof BtfType.Int)) {
      throw MapCodec.misused(map, "tracing.per-cpu");
    }
    this.kernel = kernel;
    this.map = map;
    this.codec = MapCodec.of(map, keys, values);
  }

  /**
   * The value at a key; empty when the map has none. An array has one at each index below its size.
   */
  public Optional<V> get(K key) throws RefusedException, ProblemException {
    return kernel.lookup(map.name(), codec.key(key)).map(codec::value);
  }

  /** Sets the value at a key. */
  public void put(K key, V value) throws RefusedException, ProblemException {
    putAll(Map.of(key, value));
  }

  /** Sets many with one request, and one call of the kernel where it has batches for the map. */
  public void putAll(Map<K, V> entries) throws RefusedException, ProblemException {
    if (map.types().layout() == Layout.PER_CPU) {
      throw MapCodec.misused(map, "tracing.per-cpu");
    }
    List<RawEntry> raw = new ArrayList<>();
    for (Map.Entry<K, V> entry : entries.entrySet()) {
      raw.add(new RawEntry(codec.key(entry.getKey()), codec.value(entry.getValue())));
    }
    kernel.update(map.name(), raw);
  }

  /** Deletes a key; one that is not there is no error. */
  public void delete(K key) throws RefusedException, ProblemException {
    kernel.delete(map.name(), codec.key(key));
  }

  /** Deletes many with one request. */
  public void deleteAll(Collection<K> keys) throws RefusedException, ProblemException {
    List<byte[]> raw = new ArrayList<>();
    for (K key : keys) {
      raw.add(codec.key(key));
    }
    kernel.delete(map.name(), raw);
  }

  /** Takes a value out: reads and deletes it in one step. Hashes can, from Linux 5.14 on. */
  public Optional<V> take(K key) throws RefusedException, ProblemException {
    return kernel.take(map.name(), codec.key(key)).map(codec::value);
  }

  /**
   * All of it, in the kernel's order. Keys that are equal as records become one entry, so a record
   * should have a component for each member by which keys differ.
   */
  public Map<K, V> entries() throws ProblemException {
    return codec.entries(kernel.read(map.name()));
  }

  /** The keys, in the kernel's order. */
  public List<K> keys() throws ProblemException {
    return kernel.read(map.name()).stream().map(entry -> codec.key(entry.key())).toList();
  }

  /** The values, in the kernel's order. */
  public List<V> values() throws ProblemException {
    return kernel.read(map.name()).stream().map(entry -> codec.value(entry.value())).toList();
  }

  /** How many entries there are; of an array its size. */
  public int size() throws ProblemException {
    return kernel.read(map.name()).size();
  }

  /** All of it, deleted as it is read, so that nothing is counted twice or missed. Hashes only. */
  public Map<K, V> drain() throws ProblemException {
    return codec.entries(kernel.drain(map.name()));
  }

  /** Deletes a hash's entries, sets an array's to zero. */
  public void clear() throws ProblemException {
    kernel.clear(map.name());
  }

  /** Sets all values to zero; the keys stay. */
  public void zero() throws ProblemException {
    kernel.update(
        map.name(),
        kernel.read(map.name()).stream()
            .map(entry -> new RawEntry(entry.key(), new byte[entry.value().length]))
            .toList());
  }
}
