package probewright.app.panels;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the order of arrival, in a ring: the oldest give way. Rows are known by their number from
 * 0 since the run began. Any thread.
 */
public abstract sealed class RowsModel implements PanelModel permits EventsModel, TraceModel {
  /** The most rows kept. */
  public static final int CAPACITY = 50_000;

  /** The most bytes of records kept: large records leave room for fewer rows. */
  public static final long CAPACITY_BYTES = 64L << 20;

  private final String name;
  private final List<Column> columns;
  private final @Nullable Row[] ring = new Row[CAPACITY];
  private long start;
  private long end;
  private long bytes;
  private long records;
  private long lost;

  /** What stands in one line of the table. */
  public sealed interface Row {
    /** A record. */
    record Event(EventLine line) implements Row {}

    /** Records that are missing here. */
    record Lost(long kernel, long agent) implements Row {}
  }

  RowsModel(String name, List<Column> columns) {
    this.name = name;
    this.columns = List.copyOf(columns);
  }

  @Override
  public String name() {
    return name;
  }

  public List<Column> columns() {
    return columns;
  }

  /** Adds a record at the end. */
  public synchronized void append(EventLine line) {
    records++;
    add(new Row.Event(line));
  }

  @Override
  public synchronized void lost(long kernel, long agent) {
    lost += kernel + agent;
    int last = (int) ((end - 1) % CAPACITY);
    if (end > 0 && ring[last] instanceof Row.Lost before) {
      ring[last] = new Row.Lost(before.kernel() + kernel, before.agent() + agent);
    } else {
      add(new Row.Lost(kernel, agent));
    }
  }

  private void add(Row row) {
    bytes += size(row);
    while (start < end && (end - start == CAPACITY || bytes > CAPACITY_BYTES)) {
      int oldest = (int) (start % CAPACITY);
      bytes -= size(ring[oldest]);
      ring[oldest] = null;
      start++;
    }
    ring[(int) (end % CAPACITY)] = row;
    end++;
  }

  private static int size(@Nullable Row row) {
    return row instanceof Row.Event event ? event.line().size() : 0;
  }

  @Override
  public synchronized long version() {
    return end + lost;
  }

  /** The number of the oldest row that is kept. */
  public synchronized long first() {
    return start;
  }

  /** The number after the newest row. */
  public synchronized long end() {
    return end;
  }

  /** Records received in all, those that gave way included. */
  public synchronized long records() {
    return records;
  }

  /** A row by its number, null when it gave way or is not there yet. */
  public synchronized @Nullable Row row(long number) {
    if (number < start || number >= end) {
      return null;
    }
    return ring[(int) (number % CAPACITY)];
  }

  /** A record as one line of text. */
  abstract String lineText(EventLine line);

  /** The head line of the text, empty for none. */
  abstract String headText();

  @Override
  public String text() {
    return text(first(), end());
  }

  /** Rows from {@code from} up to {@code to} as text, under their head line. */
  public String text(long from, long to) {
    StringBuilder text = new StringBuilder();
    if (!headText().isEmpty()) {
      text.append(headText()).append('\n');
    }
    for (long number = from; number < to; number++) {
      Row row = row(number);
      if (row instanceof Row.Event event) {
        text.append(lineText(event.line())).append('\n');
      } else if (row instanceof Row.Lost missing) {
        text.append("# lost ").append(missing.kernel() + missing.agent()).append('\n');
      }
    }
    return text.toString();
  }

  /** The cells of a line, with tabs between them. */
  final String tabbed(EventLine line) {
    return IntStream.range(0, columns.size())
        .mapToObj(line::cell)
        .collect(Collectors.joining("\t"));
  }
}
