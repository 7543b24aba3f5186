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

  /** The same, and each entry that is read is deleted with it; refused for arrays. */
  Cursor drain() throws AgentException;

  /** Deletes a hash's entries, sets an array's to zero; refused for what is neither. */
  void clear() throws AgentException;

  /** The value, empty array when there is none. */
  byte[] lookup(byte[] key) throws AgentException;

  /** The same, and the entry is deleted with it: what comes out of a queue or a stack. */
  byte[] take(byte[] key) throws AgentException;

  /**
   * Sets values; a queue or a stack, whose key is empty, gets so many more.
   *
   * @param count of keys, and of values, one after the other
   */
  void update(byte[] keys, byte[] values, int count) throws AgentException;

  /** Puts a map into a map of maps. */
  void insert(byte[] key, BpfMap inner) throws AgentException;

  /**
   * Puts a control group into an array of them.
   *
   * @param path of its folder
   */
  void insertGroup(byte[] key, String path) throws AgentException;

  /**
   * Puts a counter of each CPU that is online into an array of perf events, at the CPU's number;
   * they count until the object is closed.
   *
   * @param type of {@code PERF_TYPE_…}
   */
  void count(int type, long config) throws AgentException;

  /** Deletes so many keys, one after the other; one that is not there is no error. */
  void delete(byte[] keys, int count) throws AgentException;

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
