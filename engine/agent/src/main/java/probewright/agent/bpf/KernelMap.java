package probewright.agent.bpf;

import java.nio.ByteBuffer;
import java.util.Set;
import probewright.agent.wire.AgentException;

/** A map behind a descriptor. */
final class KernelMap implements BpfMap {
  /** {@code BPF_MAP_TYPE_*}: ARRAY, PERCPU_ARRAY; and those whose entries cannot be read. */
  private static final Set<Integer> ARRAYS = Set.of(2, 6);

  private static final Set<Integer> PER_CPU = Set.of(5, 6, 10, 21);
  // PROG_ARRAY, PERF_EVENT_ARRAY, CGROUP_ARRAY, bloom filter, queue, stack, ring buffers, arena
  private static final Set<Integer> OPAQUE = Set.of(3, 4, 8, 22, 23, 27, 30, 31, 33);

  private static final int PAGE = 512 << 10;
  private static final int EOPNOTSUPP = 95;
  private static final int ENOENT = 2;

  private final String name;
  private final int descriptor;
  private final int type;
  private final int keySize;
  private final int valueSize;
  private final int maxEntries;

  /**
   * @param facts as {@link ObjectNative#mapFacts} tells them
   */
  KernelMap(String name, int[] facts, int possibleCpus) {
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
    if (OPAQUE.contains(type)) {
      throw new AgentException("map.opaque", name);
    }
    return new PageCursor();
  }

  @Override
  public void clear() throws AgentException {
    if (ARRAYS.contains(type)) {
      check(MapNative.fill(descriptor, maxEntries, ByteBuffer.allocateDirect(valueSize)));
      return;
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
    int result = MapNative.lookup(descriptor, direct(sized(key, keySize)), value);
    if (result == -ENOENT) {
      return new byte[0];
    }
    check(result);
    byte[] bytes = new byte[valueSize];
    value.get(bytes);
    return bytes;
  }

  @Override
  public void update(byte[] key, byte[] value) throws AgentException {
    check(
        MapNative.update(descriptor, direct(sized(key, keySize)), direct(sized(value, valueSize))));
  }

  @Override
  public void delete(byte[] key) throws AgentException {
    check(MapNative.delete(descriptor, keySize, direct(sized(key, keySize)), 1));
  }

  private final class PageCursor implements Cursor {
    private final int room = Math.max(16, Math.min(maxEntries, PAGE / (keySize + valueSize)));
    private final ByteBuffer page = ByteBuffer.allocateDirect(room * (keySize + valueSize));
    private final ByteBuffer cursor = ByteBuffer.allocateDirect(Math.max(keySize, 8));
    private boolean first = true;
    private boolean batches = true;
    private long left = 2L * maxEntries + room;

    @Override
    public Page next() throws AgentException {
      long result = -EOPNOTSUPP;
      if (batches) {
        result = MapNative.readBatch(descriptor, keySize, valueSize, page, room, cursor, first);
        batches = result != -EOPNOTSUPP;
      }
      if (!batches) {
        result = MapNative.readEach(descriptor, keySize, valueSize, page, room, cursor, first);
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

  private byte[] sized(byte[] bytes, int size) throws AgentException {
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
