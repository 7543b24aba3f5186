package probewright.output;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import probewright.btf.Btf;
import probewright.btf.MapTypes;
import probewright.btf.Value;

/**
 * What a run sends as tables: rows of cells, the first row of each table the names of its columns.
 * The first column says which stream or map a row is of. Members of structs have columns of their
 * own, {@code key.pid}; values inside members are text.
 */
public final class OutputCsv {
  private OutputCsv() {}

  /**
   * A table, or rows of one.
   *
   * @param header the names of the columns
   */
  public record Table(List<String> header, List<List<String>> rows) {
    public Table {
      header = List.copyOf(header);
      rows = List.copyOf(rows);
    }
  }

  /** A row as a line. Source: RFC 4180. */
  public static String line(List<String> cells) {
    return cells.stream().map(OutputCsv::quoted).collect(Collectors.joining(","));
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  /** An event. */
  public static Table event(String stream, EventLayout layout, EventRow row) {
    List<String> header = new ArrayList<>(List.of("output", "sequence", "cpu"));
    List<String> cells = new ArrayList<>();
    cells.add(stream);
    cells.add(String.valueOf(row.sequence()));
    cells.add(String.valueOf(row.cpu()));
    for (int i = 0; i < row.values().size(); i++) {
      add(layout.columns().get(i).name(), row.values().get(i), header, cells);
    }
    return new Table(header, List.of(cells));
  }

  /** A line of the trace pipe; one that could not be read has only its text, as the message. */
  public static Table trace(String stream, TraceLine line) {
    List<String> header = List.of("output", "task", "pid", "cpu", "flags", "seconds", "message");
    List<String> cells =
        line instanceof TraceLine.Message message
            ? List.of(
                stream,
                message.task(),
                String.valueOf(message.pid()),
                String.valueOf(message.cpu()),
                message.flags(),
                message.time(),
                message.message())
            : List.of(stream, "", "", "", "", "", line.raw());
    return new Table(header, List.of(cells));
  }

  /** What an iterator wrote, a row for each line. */
  public static Table iterator(String function, String text) {
    return new Table(
        List.of("output", "line"), text.lines().map(line -> List.of(function, line)).toList());
  }

  /**
   * A map's entries. A per-CPU map's have a column for each CPU behind the sum; a map of stacks has
   * a row for each frame.
   */
  public static Table map(
      String map, Btf btf, MapTypes types, MapShown shown, List<RawEntry> entries) {
    List<String> header = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (MapRow row : MapRow.of(btf, types, shown, entries)) {
      if (types.layout() == MapTypes.Layout.STACK) {
        header =
            List.of("output", "key", "frame", "address", "symbol", "offset", "module", "unknown");
        rows.addAll(frames(map, row));
        continue;
      }
      List<String> names = new ArrayList<>(List.of("output"));
      List<String> cells = new ArrayList<>(List.of(map));
      if (row.key() != null) {
        add("key", row.key(), names, cells);
      }
      add("value", row.value(), names, cells);
      for (int cpu = 0; cpu < row.perCpu().size(); cpu++) {
        names.add("cpu" + cpu);
        cells.add(row.perCpu().get(cpu).text());
      }
      header = names;
      rows.add(cells);
    }
    return new Table(header, rows);
  }

  private static List<List<String>> frames(String map, MapRow row) {
    List<Value> frames =
        row.value() instanceof Value.Elements all ? all.elements() : List.of(row.value());
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      Value frame = frames.get(i) instanceof Value.Told told ? told.data() : frames.get(i);
      List<String> cells = new ArrayList<>();
      cells.add(map);
      cells.add(text(row.key()));
      cells.add(String.valueOf(i));
      cells.add(frame instanceof Value.Fields ? member(frame, "address") : frame.text());
      for (String name : List.of("symbol", "offset", "module", "unknown")) {
        cells.add(member(frame, name));
      }
      rows.add(cells);
    }
    return rows;
  }

  private static String member(Value value, String name) {
    return value instanceof Value.Fields fields
        ? fields.fields().stream()
            .filter(field -> field.name().equals(name))
            .map(field -> field.value().text())
            .findFirst()
            .orElse("")
        : "";
  }

  private static String text(@Nullable Value value) {
    return value == null ? "" : value.text();
  }

  /** A logarithmic histogram, a row for each slot. */
  public static Table log2(String map, Histogram histogram) {
    return histogram(map, histogram, Log2Histogram::intervals);
  }

  /** A linear histogram, a row for each slot. */
  public static Table linear(String map, Histogram histogram) {
    return histogram(map, histogram, LinearHistogram::intervals);
  }

  private static Table histogram(
      String map, Histogram histogram, Function<Slots, List<Interval>> intervals) {
    List<List<String>> rows = new ArrayList<>();
    for (Slots section : histogram.sections()) {
      for (Interval interval : intervals.apply(section)) {
        rows.add(
            List.of(
                map,
                text(section.bucket()),
                Long.toUnsignedString(interval.start()),
                Long.toUnsignedString(interval.end()),
                Long.toUnsignedString(interval.count())));
      }
    }
    return new Table(List.of("output", "bucket", "interval-start", "interval-end", "count"), rows);
  }

  private static void add(String name, Value value, List<String> header, List<String> cells) {
    if (value instanceof Value.Fields fields) {
      fields.fields().forEach(f -> add(name + "." + f.name(), f.value(), header, cells));
    } else {
      header.add(name);
      cells.add(value.text());
    }
  }
}
