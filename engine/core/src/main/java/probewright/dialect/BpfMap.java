package probewright.dialect;

import org.jspecify.annotations.Nullable;

/**
 * A map as the analysis found it.
 *
 * @param key its key's type, as the program says it
 * @param value its value's type
 * @param size how many entries; bytes for a ring buffer
 * @param use the macro that declares it, in the user's text
 */
record BpfMap(
    String name, String kind, CType key, CType value, long size, Spot use, @Nullable Node event) {
  /** Whether a histogram or table is an array underneath, so that every slot is there at once. */
  boolean isArray() {
    return kind.equals("array") || (kind.equals("histogram") && key.plain().equals("int"));
  }

  /** The same with what is submitted to it. */
  BpfMap submits(Node what) {
    return event == null ? new BpfMap(name, kind, key, value, size, use, what) : this;
  }
}
