package probewright.dialect;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What a map is for, as bcc's macro that declared it says. */
public enum MapKind {
  HASH("hash", "HASH"),
  ARRAY("array", "ARRAY"),
  PERCPU_HASH("percpu_hash", "PERCPU_HASH"),
  PERCPU_ARRAY("percpu_array", "PERCPU_ARRAY"),
  LRU_HASH("lru_hash", "LRU_HASH"),
  LRU_PERCPU_HASH("lru_percpu_hash", "LRU_PERCPU_HASH"),
  LPM_TRIE("lpm_trie", "LPM_TRIE"),
  /** An array where the key is {@code int}, else a hash. */
  HISTOGRAM("histogram", "HASH"),
  STACK_TRACE("stacktrace", "STACK_TRACE"),
  PROG_ARRAY("prog", "PROG_ARRAY"),
  PERF_OUTPUT("perf_output", "PERF_EVENT_ARRAY"),
  RINGBUF_OUTPUT("ringbuf", "RINGBUF"),
  PERF_ARRAY("perf_array", "PERF_EVENT_ARRAY"),
  CGROUP_ARRAY("cgroup_array", "CGROUP_ARRAY"),
  QUEUE("queue", "QUEUE"),
  STACK("stack", "STACK"),
  DEVMAP("devmap", "DEVMAP"),
  CPUMAP("cpumap", "CPUMAP"),
  XSKMAP("xskmap", "XSKMAP"),
  ARRAY_OF_MAPS("array_of_maps", "ARRAY_OF_MAPS"),
  HASH_OF_MAPS("hash_of_maps", "HASH_OF_MAPS"),
  SOCKMAP("sockmap", "SOCKMAP"),
  SOCKHASH("sockhash", "SOCKHASH"),
  SK_STORAGE("sk_storage", "SK_STORAGE"),
  INODE_STORAGE("inode_storage", "INODE_STORAGE"),
  TASK_STORAGE("task_storage", "TASK_STORAGE"),
  CGROUP_STORAGE("cgroup_storage", "CGROUP_STORAGE"),
  PERCPU_CGROUP_STORAGE("percpu_cgroup_storage", "PERCPU_CGROUP_STORAGE");

  private final String word;
  private final String type;

  MapKind(String word, String type) {
    this.word = word;
    this.type = type;
  }

  /** What {@code BPF_TABLE} calls it. */
  public String word() {
    return word;
  }

  /** The kernel's type, without {@code BPF_MAP_TYPE_}. */
  String type() {
    return type;
  }

  static Optional<MapKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  /** Whether its records come as a stream. */
  public boolean isStream() {
    return this == PERF_OUTPUT || this == RINGBUF_OUTPUT;
  }

  /**
   * Whether the kernel lets its entries be read from outside. Of a queue or a stack that is the one
   * that would come out next, of a map of maps the maps' ids, of a program array the programs' ids.
   */
  public boolean isReadable() {
    return switch (this) {
      case PERF_OUTPUT,
          RINGBUF_OUTPUT,
          PERF_ARRAY,
          CGROUP_ARRAY,
          XSKMAP,
          SOCKMAP,
          SOCKHASH,
          SK_STORAGE,
          INODE_STORAGE,
          TASK_STORAGE ->
          false;
      default -> true;
    };
  }

  /** Whether a value is there once for each CPU. */
  public boolean isPerCpu() {
    return switch (this) {
      case PERCPU_HASH, PERCPU_ARRAY, LRU_PERCPU_HASH, PERCPU_CGROUP_STORAGE -> true;
      default -> false;
    };
  }

  /** Whether it holds values of the program's own, by key. */
  public boolean isTable() {
    return switch (this) {
      case HASH, ARRAY, PERCPU_HASH, PERCPU_ARRAY, LRU_HASH, LRU_PERCPU_HASH, LPM_TRIE, HISTOGRAM ->
          true;
      default -> false;
    };
  }

  /** Whether it begins empty and has no size of its own. */
  boolean isStorage() {
    return switch (this) {
      case SK_STORAGE, INODE_STORAGE, TASK_STORAGE, CGROUP_STORAGE, PERCPU_CGROUP_STORAGE -> true;
      default -> false;
    };
  }

  /** The kinds that {@code BPF_TABLE} takes. */
  static Set<String> words() {
    return Arrays.stream(values())
        .map(MapKind::word)
        .collect(java.util.stream.Collectors.toCollection(java.util.LinkedHashSet::new));
  }
}
