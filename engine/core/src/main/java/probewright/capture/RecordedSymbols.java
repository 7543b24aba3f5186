package probewright.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import probewright.output.Frame;
import probewright.output.Symbols;

/** Keeps the answers that a run's names gave: each when it is new, or other than the last. */
final class RecordedSymbols implements Symbols {
  private static final int MOST = 100_000;

  /** The process of the kernel's own addresses. */
  static final int KERNEL = 0;

  interface Keeper {
    /** Whether the row was taken. */
    boolean keep(Table table, Object... values);
  }

  private record Place(int process, long address) {}

  private record Stack(String map, long number) {}

  private final Symbols symbols;
  private final Keeper keeper;
  private final Map<Object, Object> known =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Object> eldest) {
          return size() > MOST;
        }
      };

  RecordedSymbols(Symbols symbols, Keeper keeper) {
    this.symbols = symbols;
    this.keeper = keeper;
  }

  @Override
  public Frame kernel(long address) {
    return kept(KERNEL, symbols.kernel(address));
  }

  @Override
  public Frame user(int pid, long address) {
    // 0 is nobody's, and stands for the kernel in the table
    return kept(pid == KERNEL ? -1 : pid, symbols.user(pid, address));
  }

  private synchronized Frame kept(int process, Frame frame) {
    Place place = new Place(process, frame.address());
    if (!frame.equals(known.get(place)) && keep(process, frame)) {
      known.put(place, frame);
    }
    return frame;
  }

  private boolean keep(int process, Frame frame) {
    return frame instanceof Frame.Known at
        ? keeper.keep(
            Table.FRAMES, process, at.address(), at.symbol(), at.offset(), at.module(), "")
        : frame instanceof Frame.Unknown no
            && keeper.keep(
                Table.FRAMES, process, no.address(), "", 0L, no.module(), no.reason().name());
  }

  @Override
  public List<Long> stack(String map, long number) {
    List<Long> addresses = symbols.stack(map, number);
    synchronized (this) {
      Stack stack = new Stack(map, number);
      if (!addresses.equals(known.get(stack))
          && keeper.keep(Table.STACKS, map, number, bytes(addresses))) {
        known.put(stack, addresses);
      }
    }
    return addresses;
  }

  private static byte[] bytes(List<Long> addresses) {
    ByteBuffer bytes =
        ByteBuffer.allocate(addresses.size() * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    addresses.forEach(bytes::putLong);
    return bytes.array();
  }
}
