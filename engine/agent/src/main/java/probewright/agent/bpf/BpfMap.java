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

  /** Starts reading all entries; of a queue or a stack the one that would come out next. */
  Cursor read() throws AgentException;

  /** Deletes a hash's entries, sets an array's to zero; refused for what is neither. */
  void clear() throws AgentException;

  /** The value, empty array when there is none. */
  byte[] lookup(byte[] key) throws AgentException;

  /** Sets a value; a queue or a stack, whose key is empty, gets one more. */
  void update(byte[] key, byte[] value) throws AgentException;

  /** Puts a map into a map of maps. */
  void insert(byte[] key, BpfMap inner) throws AgentException;

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
