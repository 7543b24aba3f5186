package probewright.dialect;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The methods of maps: which kinds have them, and what helper of the kernel's they become. */
enum MapMethod {
  LOOKUP("bpf_map_lookup_elem", ""),
  LOOKUP_OR_TRY_INIT("map_lookup_or_try_init", ""),
  LOOKUP_OR_INIT("map_lookup_or_init", ""),
  UPDATE("bpf_map_update_elem", ", BPF_ANY"),
  INSERT("bpf_map_update_elem", ", BPF_NOEXIST"),
  DELETE("bpf_map_delete_elem", ""),
  INCREMENT("", ""),
  ATOMIC_INCREMENT("", ""),
  GET_STACKID("bpf_get_stackid", ""),
  CALL("bpf_tail_call", ""),
  PERF_SUBMIT("bpf_perf_event_output", ""),
  PERF_SUBMIT_SKB("bpf_perf_event_output", ""),
  PERF_READ("bpf_perf_event_read", ""),
  PERF_COUNTER_VALUE("bpf_perf_event_read_value", ""),
  RINGBUF_OUTPUT("bpf_ringbuf_output", ""),
  RINGBUF_RESERVE("bpf_ringbuf_reserve", ", 0"),
  RINGBUF_SUBMIT("bpf_ringbuf_submit", ""),
  RINGBUF_DISCARD("bpf_ringbuf_discard", ""),
  RINGBUF_QUERY("bpf_ringbuf_query", ""),
  CHECK_CURRENT_TASK("bpf_current_task_under_cgroup", ""),
  PUSH("bpf_map_push_elem", ""),
  POP("bpf_map_pop_elem", ""),
  PEEK("bpf_map_peek_elem", ""),
  REDIRECT_MAP("bpf_redirect_map", ""),
  SOCK_MAP_UPDATE("bpf_sock_map_update", ""),
  MSG_REDIRECT_MAP("bpf_msg_redirect_map", ""),
  SK_REDIRECT_MAP("bpf_sk_redirect_map", ""),
  SOCK_HASH_UPDATE("bpf_sock_hash_update", ""),
  MSG_REDIRECT_HASH("bpf_msg_redirect_hash", ""),
  SK_REDIRECT_HASH("bpf_sk_redirect_hash", ""),
  SK_STORAGE_GET("bpf_sk_storage_get", ""),
  SK_STORAGE_DELETE("bpf_sk_storage_delete", ""),
  INODE_STORAGE_GET("bpf_inode_storage_get", ""),
  INODE_STORAGE_DELETE("bpf_inode_storage_delete", ""),
  TASK_STORAGE_GET("bpf_task_storage_get", ""),
  TASK_STORAGE_DELETE("bpf_task_storage_delete", ""),
  GET_LOCAL_STORAGE("bpf_get_local_storage", "");

  /** Methods whose first argument is the context, which their helper wants before the map. */
  private static final Set<MapMethod> CONTEXT_FIRST =
      EnumSet.of(
          GET_STACKID,
          CALL,
          PERF_SUBMIT,
          PERF_SUBMIT_SKB,
          SOCK_MAP_UPDATE,
          MSG_REDIRECT_MAP,
          SK_REDIRECT_MAP,
          SOCK_HASH_UPDATE,
          MSG_REDIRECT_HASH,
          SK_REDIRECT_HASH);

  private static final Set<MapMethod> TABLE = EnumSet.range(LOOKUP, ATOMIC_INCREMENT);
  private static final Set<MapMethod> ENTRIES = EnumSet.of(LOOKUP, UPDATE, INSERT, DELETE);

  private final String helper;
  private final String tail;

  MapMethod(String helper, String tail) {
    this.helper = helper;
    this.tail = tail;
  }

  /** The function or macro that it becomes. */
  String helper() {
    return helper;
  }

  /** What the helper wants behind the method's own arguments. */
  String tail() {
    return tail;
  }

  /** Whether the helper wants the map behind its first argument. */
  boolean contextFirst() {
    return CONTEXT_FIRST.contains(this);
  }

  /** Whether the helper knows the map by the record and wants none. */
  boolean withoutMap() {
    return this == RINGBUF_SUBMIT || this == RINGBUF_DISCARD;
  }

  /** As the program writes it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<MapMethod> of(String word) {
    return Arrays.stream(values()).filter(method -> method.word().equals(word)).findFirst();
  }

  /** The methods of maps of a kind. */
  static Set<MapMethod> of(MapKind kind) {
    return switch (kind) {
      case HASH, ARRAY, PERCPU_HASH, PERCPU_ARRAY, LRU_HASH, LRU_PERCPU_HASH, LPM_TRIE, HISTOGRAM ->
          TABLE;
      case STACK_TRACE -> EnumSet.of(GET_STACKID);
      case PROG_ARRAY -> EnumSet.of(CALL);
      case PERF_OUTPUT -> EnumSet.of(PERF_SUBMIT, PERF_SUBMIT_SKB);
      case PERF_ARRAY -> EnumSet.of(PERF_READ, PERF_COUNTER_VALUE);
      case RINGBUF_OUTPUT -> EnumSet.range(RINGBUF_OUTPUT, RINGBUF_QUERY);
      case CGROUP_ARRAY -> EnumSet.of(CHECK_CURRENT_TASK);
      case QUEUE, STACK -> EnumSet.of(PUSH, POP, PEEK);
      case DEVMAP, CPUMAP, XSKMAP -> with(ENTRIES, REDIRECT_MAP);
      case ARRAY_OF_MAPS, HASH_OF_MAPS -> EnumSet.of(LOOKUP);
      case SOCKMAP -> with(ENTRIES, SOCK_MAP_UPDATE, MSG_REDIRECT_MAP, SK_REDIRECT_MAP);
      case SOCKHASH -> with(ENTRIES, SOCK_HASH_UPDATE, MSG_REDIRECT_HASH, SK_REDIRECT_HASH);
      case SK_STORAGE -> EnumSet.of(SK_STORAGE_GET, SK_STORAGE_DELETE);
      case INODE_STORAGE -> EnumSet.of(INODE_STORAGE_GET, INODE_STORAGE_DELETE);
      case TASK_STORAGE -> EnumSet.of(TASK_STORAGE_GET, TASK_STORAGE_DELETE);
      case CGROUP_STORAGE, PERCPU_CGROUP_STORAGE -> EnumSet.of(GET_LOCAL_STORAGE);
    };
  }

  private static Set<MapMethod> with(Set<MapMethod> some, MapMethod... more) {
    Set<MapMethod> all = EnumSet.copyOf(some);
    all.addAll(List.of(more));
    return all;
  }

  /** The methods of maps of a kind, for a message. */
  static String words(MapKind kind) {
    return of(kind).stream().map(MapMethod::word).collect(Collectors.joining(", "));
  }
}
