package probewright.agent.bpf;

import probewright.agent.wire.AgentException;

/** A map of a loaded object, raw. Valid until the object is closed. For one thread. */
public interface BpfMap {
  String name();

  /** The kernel's {@code enum bpf_map_type}. */
  int type();

  int keySize();

  /** The size of a value as user space sees it: a per-CPU map's is a row of all CPUs' values. */
  int valueSize();

  int maxEntries();

  /** Starts reading all entries. */
  Cursor read() throws AgentException;

  /** Deletes a hash's entries, sets an array's to zero. */
  void clear() throws AgentException;

  /** The value, empty array when there is none. */
  byte[] lookup(byte[] key) throws AgentException;

  void update(byte[] key, byte[] value) throws AgentException;

  /** Deletes; a key that is not there is no error. */
  void delete(byte[] key) throws AgentException;

  /** Reads a map page by page. */
  interface Cursor {
    /** The next entries. */
    Page next() throws AgentException;
  }

  /**
   * Some entries.
   *
   * @param keys so many keys, one after the other
   * @param values so many values, one after the other
   */
  record Page(int count, byte[] keys, byte[] values, boolean last) {}
}
