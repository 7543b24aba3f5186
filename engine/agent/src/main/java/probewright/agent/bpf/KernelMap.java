package probewright.agent.bpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Frame;

/** A map behind a descriptor. */
final class KernelMap implements BpfMap {
  /** {@code BPF_MAP_TYPE_*}: ARRAY, PERCPU_ARRAY. */
  private static final Set<Integer> ARRAYS = Set.of(2, 6);

  /** HASH, PERCPU_HASH, LRU_HASH, LRU_PERCPU_HASH, LPM_TRIE. */
  private static final Set<Integer> HASHES = Set.of(1, 5, 9, 10, 11);

  /** Whose batches no entry that goes meanwhile breaks off: the arrays and hashes, but no trie. */
  private static final Set<Integer> BATCHED = Set.of(1, 2, 5, 6, 9, 10);

  private static final Set<Integer> PER_CPU = Set.of(5, 6, 10, 21);

  /** QUEUE, STACK: values without keys. */
  private static final Set<Integer> QUEUES = Set.of(22, 23);

  /**
   * PERF_EVENT_ARRAY, CGROUP_ARRAY, SOCKMAP, XSKMAP, SOCKHASH, REUSEPORT_SOCKARRAY, SK_STORAGE,
   * STRUCT_OPS, RINGBUF, INODE_STORAGE, TASK_STORAGE, BLOOM_FILTER, USER_RINGBUF, CGRP_STORAGE,
   * ARENA.
   */
  private static final Set<Integer> OPAQUE =
      Set.of(4, 8, 15, 17, 18, 20, 24, 26, 27, 28, 29, 30, 31, 32, 33);

  /** As many as a machine may have control groups. */
  private static final int UNSIZED = 1 << 20;

  private static final int PAGE = 512 << 10;

  /** A page of a single entry; the frame around it takes some bytes as well. */
  private static final int LARGEST = Frame.MAXIMUM - 4096;

  private static final int ENOSPC = 28;
  private static final int EOPNOTSUPP = 95;
  private static final int ENOENT = 2;

  private final Path root;
  private final String name;
  private final int descriptor;
  private final int type;
  private final int keySize;
  private final int valueSize;
  private final int maxEntries;

  /**
   * @param facts as {@link ObjectNative#mapFacts} tells them
   */
  KernelMap(String name, int[] facts, int possibleCpus, Path root) {
    this.root = root;
    this.name = name;
    this.descriptor = facts[0];
    this.type = facts[1];
    this.keySize = facts[2];
    // the kernel pads each CPU's value to 8 bytes
    this.valueSize = PER_CPU.contains(type) ? (facts[3] + 7) / 8 * 8 * possibleCpus : facts[3];
    this.maxEntries = facts[4];
  }

  int descriptor() {
    return descriptor;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int type() {
    return type;
  }

  @Override
  public int keySize() {
    return keySize;
  }

  @Override
  public int valueSize() {
    return valueSize;
  }

  @Override
  public int maxEntries() {
    return maxEntries;
  }

  @Override
  public Cursor read() throws AgentException {
    return read(false);
  }

  @Override
  public Cursor drain() throws AgentException {
    if (!HASHES.contains(type) && !QUEUES.contains(type)) {
      throw new AgentException("map.opaque", name);
    }
    return QUEUES.contains(type) ? this::takeAll : read(true);
  }

  private Cursor read(boolean taking) throws AgentException {
    if (OPAQUE.contains(type)) {
      throw new AgentException("map.opaque", name);
    }
    if (keySize + (long) valueSize > LARGEST) {
      throw new AgentException("map.too-large", name, keySize + (long) valueSize);
    }
    return QUEUES.contains(type) ? this::peek : new PageCursor(taking);
  }

  private Page peek() throws AgentException {
    byte[] value = lookup(new byte[0]);
    return new Page(value.length == 0 ? 0 : 1, new byte[0], value, true);
  }

  /** Not more than it holds: programs may go on putting into it. */
  private Page takeAll() throws AgentException {
    int room = Math.min(maxEntries, PAGE / Math.max(1, valueSize) + 1);
    ByteBuffer values = ByteBuffer.allocate(room * valueSize);
    for (int i = 0; i < room; i++) {
      byte[] value = take(new byte[0]);
      if (value.length == 0) {
        break;
      }
      values.put(value);
    }
    byte[] all = new byte[values.flip().remaining()];
    values.get(all);
    return new Page(all.length / valueSize, new byte[0], all, true);
  }

  @Override
  public void clear() throws AgentException {
    if (ARRAYS.contains(type)) {
      check(MapNative.fill(descriptor, maxEntries, ByteBuffer.allocateDirect(valueSize)));
      return;
    }
    if (!HASHES.contains(type)) {
      throw new AgentException("map.opaque", name);
    }
    // the keys first: entries that programs make meanwhile must not keep this going
    Cursor cursor = read();
    for (boolean last = false; !last; ) {
      Page page = cursor.next();
      ByteBuffer keys = direct(page.keys());
      check(MapNative.delete(descriptor, keySize, keys, page.count()));
      last = page.last();
    }
  }

  @Override
  public byte[] lookup(byte[] key) throws AgentException {
    ByteBuffer value = ByteBuffer.allocateDirect(valueSize);
    return found(MapNative.lookup(descriptor, key(key), value), value);
  }

  @Override
  public byte[] take(byte[] key) throws AgentException {
    ByteBuffer value = ByteBuffer.allocateDirect(valueSize);
    return found(MapNative.take(descriptor, key(key), value), value);
  }

  private byte[] found(int result, ByteBuffer value) throws AgentException {
    if (result == -ENOENT) {
      return new byte[0];
    }
    check(result);
    byte[] bytes = new byte[valueSize];
    value.get(bytes);
    return bytes;
  }

  @Override
  public void update(byte[] keys, byte[] values, int count) throws AgentException {
    check(
        MapNative.updateMany(
            descriptor,
            keySize,
            valueSize,
            direct(sized(keys, (long) count * keySize)),
            direct(sized(values, (long) count * valueSize)),
            count));
  }

  @Override
  public void insert(byte[] key, BpfMap inner) throws AgentException {
    insert(key, ((KernelMap) inner).descriptor);
  }

  @Override
  public void insertGroup(byte[] key, String path) throws AgentException {
    int group = LinkNative.open(path);
    check(group);
    try {
      insert(key, group);
    } finally {
      LinkNative.close(group);
    }
  }

  @Override
  public void count(int eventType, long config) throws AgentException {
    ByteBuffer key = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder());
    for (int cpu : Cpus.online(root)) {
      int counter = LinkNative.counter(eventType, config, cpu);
      check(counter);
      try {
        insert(key.putInt(0, cpu).array(), counter);
      } finally {
        LinkNative.close(counter);
      }
    }
  }

  /** Those that are online and for which this array has an entry. */
  int[] cpus() throws AgentException {
    return Cpus.online(root).stream()
        .mapToInt(cpu -> cpu)
        .filter(cpu -> cpu < maxEntries)
        .toArray();
  }

  /** What the map keeps it keeps open by itself. */
  void insert(byte[] key, int held) throws AgentException {
    ByteBuffer value = ByteBuffer.allocateDirect(4).order(ByteOrder.nativeOrder());
    check(MapNative.update(descriptor, key(key), value.putInt(0, held)));
  }

  @Override
  public void delete(byte[] keys, int count) throws AgentException {
    ByteBuffer all = direct(sized(keys, (long) count * keySize));
    check(MapNative.delete(descriptor, keySize, all, count));
  }

  private final class PageCursor implements Cursor {
    private final boolean taking;
    // storage of control groups has no size of its own
    private final int most = maxEntries == 0 ? UNSIZED : maxEntries;
    private int room = Math.max(1, Math.min(most, PAGE / (keySize + valueSize)));
    private ByteBuffer page = page();
    private final ByteBuffer cursor = ByteBuffer.allocateDirect(Math.max(keySize, 8));
    private boolean first = true;
    private boolean batches = BATCHED.contains(type);
    private long left = 2L * most + room;

    PageCursor(boolean taking) {
      this.taking = taking;
    }

    private ByteBuffer page() {
      return ByteBuffer.allocateDirect(room * (keySize + valueSize));
    }

    @Override
    public Page next() throws AgentException {
      long result = -EOPNOTSUPP;
      if (batches) {
        result =
            MapNative.readBatch(descriptor, keySize, valueSize, page, room, cursor, first, taking);
        // a hash is read bucket by bucket, and one may hold more than there is room for
        while (result == -ENOSPC && 2L * room * (keySize + valueSize) <= LARGEST) {
          room *= 2;
          page = page();
          result =
              MapNative.readBatch(
                  descriptor, keySize, valueSize, page, room, cursor, first, taking);
        }
        batches = result != -EOPNOTSUPP && !(first && result == -ENOSPC);
      }
      if (!batches) {
        result =
            MapNative.readEach(descriptor, keySize, valueSize, page, room, cursor, first, taking);
      }
      if (result < 0) {
        throw new AgentException("map.failed", name, -result);
      }
      first = false;
      int count = (int) result;
      left -= count;
      byte[] keys = new byte[count * keySize];
      byte[] values = new byte[count * valueSize];
      page.get(0, keys).get(room * keySize, values);
      // a hash that changes as it is read can lead in a circle
      return new Page(count, keys, values, (result & MapNative.LAST) != 0 || left <= 0);
    }
  }

  private @Nullable ByteBuffer key(byte[] key) throws AgentException {
    ByteBuffer buffer = direct(sized(key, keySize));
    return keySize == 0 ? null : buffer;
  }

  private byte[] sized(byte[] bytes, long size) throws AgentException {
    if (bytes.length != size) {
      throw new AgentException("map.wrong-size", name, size, bytes.length);
    }
    return bytes;
  }

  private void check(int result) throws AgentException {
    if (result < 0) {
      throw new AgentException("map.failed", name, -result);
    }
  }

  private static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(Math.max(bytes.length, 1)).put(0, bytes);
  }
}
