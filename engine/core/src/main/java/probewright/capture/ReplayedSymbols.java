package probewright.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import probewright.output.Frame;
import probewright.output.Symbols;

/**
 * The names that a capture has: the last answer that was given up to the place where the replay is,
 * else the first one after it.
 */
final class ReplayedSymbols implements Symbols {
  private static final String FRAMES =
      "SELECT symbol, symbol_offset, module, unknown FROM frames WHERE address=? AND process=?";
  private static final String STACKS = "SELECT addresses FROM stacks WHERE number=? AND map=?";
  private static final String UNTIL = " AND position<=? ORDER BY position DESC LIMIT 1";
  private static final String AFTER = " AND position>? ORDER BY position LIMIT 1";

  private final Connection connection;
  private final LongSupplier position;

  ReplayedSymbols(Connection connection, LongSupplier position) {
    this.connection = connection;
    this.position = position;
  }

  @Override
  public Frame kernel(long address) {
    return frame(RecordedSymbols.KERNEL, address, Frame.Reason.NOT_RECORDED);
  }

  @Override
  public Frame user(int pid, long address) {
    int process = pid == RecordedSymbols.KERNEL ? -1 : pid;
    return frame(process, address, Frame.Reason.NOT_RECORDED);
  }

  private Frame frame(int process, long address, Frame.Reason otherwise) {
    List<Frame> found =
        answers(
            FRAMES,
            row -> {
              String unknown = Query.text(row, 4);
              return unknown.isEmpty()
                  ? new Frame.Known(address, Query.text(row, 1), row.getLong(2), Query.text(row, 3))
                  : new Frame.Unknown(address, Query.text(row, 3), reason(unknown));
            },
            address,
            process);
    return found.isEmpty() ? new Frame.Unknown(address, "", otherwise) : found.get(0);
  }

  /** A later version may know more reasons. */
  private static Frame.Reason reason(String name) {
    try {
      return Frame.Reason.valueOf(name);
    } catch (IllegalArgumentException newer) {
      return Frame.Reason.NO_SYMBOL;
    }
  }

  @Override
  public List<Long> stack(String map, long number) {
    List<byte[]> found = answers(STACKS, row -> Query.bytes(row, 1), number, map);
    List<Long> addresses = new ArrayList<>();
    if (!found.isEmpty()) {
      ByteBuffer bytes = ByteBuffer.wrap(found.get(0)).order(ByteOrder.LITTLE_ENDIAN);
      while (bytes.remaining() >= Long.BYTES) {
        addresses.add(bytes.getLong());
      }
    }
    return addresses;
  }

  private <T> List<T> answers(String sql, Query.Reader<T> reader, Object first, Object second) {
    long here = position.getAsLong();
    try {
      List<T> found = Query.all(connection, sql + UNTIL, reader, first, second, here);
      return found.isEmpty()
          ? Query.all(connection, sql + AFTER, reader, first, second, here)
          : found;
    } catch (SQLException closed) {
      // a name that cannot be read is one that is not there
      System.getLogger(ReplayedSymbols.class.getName())
          .log(System.Logger.Level.DEBUG, "names", closed);
      return List.of();
    }
  }
}
