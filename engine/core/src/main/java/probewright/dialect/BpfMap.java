package probewright.dialect;

import org.jspecify.annotations.Nullable;

/**
 * A map as the analysis found it.
 *
 * @param key its key's type, as the program says it
 * @param value its value's type
 * @param size how many entries; bytes for a ring buffer
 * @param flags the kernel's flags, those that the program asks for
 * @param path where it is pinned, empty when it is not
 * @param inner for a map of maps the one that the maps in it are like, else empty
 * @param use the macro that declares it, in the user's text
 * @param event what is submitted to it, as far as seen
 */
record BpfMap(
    String name,
    MapKind kind,
    CType key,
    CType value,
    long size,
    long flags,
    String path,
    String inner,
    Spot use,
    @Nullable Node event) {
  /** Whether a histogram or table is an array underneath, so that every slot is there at once. */
  boolean isArray() {
    return kind == MapKind.ARRAY
        || kind == MapKind.PERCPU_ARRAY
        || (kind == MapKind.HISTOGRAM && key.plain().equals("int"));
  }

  /** The kernel's type, without {@code BPF_MAP_TYPE_}. */
  String type() {
    return kind == MapKind.HISTOGRAM && isArray() ? "ARRAY" : kind.type();
  }

  /** The same with what is submitted to it. */
  BpfMap submits(Node what) {
    return event == null
        ? new BpfMap(name, kind, key, value, size, flags, path, inner, use, what)
        : this;
  }
}
