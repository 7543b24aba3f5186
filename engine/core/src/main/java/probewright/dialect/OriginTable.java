package probewright.dialect;

import java.util.HashMap;
import java.util.Map;

/** What is known of the pointers of a program; it only ever grows. */
final class OriginTable {
  private final Map<String, Origin> origins = new HashMap<>();

  /** Of pointers in BPF's own memory, by the tag of what they point at. */
  private final Map<String, Origin> stored = new HashMap<>();

  private boolean changed;
  private boolean settled;

  /** Of a variable or parameter by its id, or of what a function returns by its name. */
  Origin of(String id) {
    return origins.getOrDefault(id, Origin.NONE);
  }

  /** Of the pointers of a type that were put into memory. */
  Origin stored(CType type) {
    return stored.getOrDefault(type.tag(), Origin.NONE);
  }

  /** Begins with what is known from without. */
  void set(String id, Origin origin) {
    origins.put(id, origin);
  }

  void put(String id, Origin origin) {
    join(origins, id, origin);
  }

  /** Notes what pointers of a type are put into memory. */
  void store(CType type, Origin origin) {
    join(stored, type.tag(), origin);
  }

  private void join(Map<String, Origin> map, String key, Origin origin) {
    Origin before = map.getOrDefault(key, Origin.NONE);
    Origin after = before.join(origin);
    if (after != before) {
      map.put(key, after);
      changed = true;
    }
  }

  /** Whether anything was learnt since this was last asked. */
  boolean changed() {
    boolean was = changed;
    changed = false;
    return was;
  }

  /** From here on what has no origin gets none: all callers of helper functions were gone over. */
  void settle() {
    settled = true;
  }

  /**
   * Of a pointer that nothing is known of. A helper function's parameters have their origins only
   * when its callers were gone over, and until then nothing is made of them.
   */
  Origin unknown() {
    return settled ? Origin.OUTSIDE : Origin.NONE;
  }
}
