package probewright.tracing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import probewright.btf.MapTypes.Layout;
import probewright.diagnostics.ProblemException;
import probewright.output.RawEntry;
import probewright.target.Attached;
import probewright.target.Output;

/**
 * A map that keeps a value for each CPU, one by one: lists have one for each CPU that the kernel
 * may have, by its number, whether it is there or not. For the rest as {@link TypedMap} is.
 */
public final class PerCpuMap<K, V> {
  private final Attached kernel;
  private final MapCodec<K, V> codec;

  PerCpuMap(Attached kernel, Output.Entries map, Class<K> keys, Class<V> values)
      throws RefusedException {
    if (map.types().layout() != Layout.PER_CPU) {
      throw MapCodec.misused(map, "tracing.not-per-cpu");
    }
    this.kernel = kernel;
    this.codec = MapCodec.of(map, keys, values);
  }

  /** The values at a key; empty when the map has none. */
  public Optional<List<V>> get(K key) throws RefusedException, ProblemException {
    return kernel.lookup(codec.name(), codec.key(key)).map(codec::row);
  }

  /**
   * Sets the values at a key.
   *
   * @param values one for each possible CPU; another number is refused ({@code map.wrong-size})
   */
  public void put(K key, List<V> values) throws RefusedException, ProblemException {
    kernel.update(codec.name(), codec.key(key), codec.row(values));
  }

  /** Deletes a key; one that is not there is no error. */
  public void delete(K key) throws RefusedException, ProblemException {
    kernel.delete(codec.name(), codec.key(key));
  }

  /** All of it, in the kernel's order. */
  public Map<K, List<V>> entries() throws ProblemException {
    Map<K, List<V>> all = new LinkedHashMap<>();
    for (RawEntry entry : kernel.read(codec.name())) {
      all.put(codec.key(entry.key()), codec.row(entry.value()));
    }
    return all;
  }

  /** Deletes a hash's entries, sets an array's to zero. */
  public void clear() throws ProblemException {
    kernel.clear(codec.name());
  }
}
