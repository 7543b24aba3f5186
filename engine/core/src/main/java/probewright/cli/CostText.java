package probewright.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import probewright.output.Health;

/** What a run costs, as tables for people; numbers as bcc writes them, heads in their language. */
final class CostText {
  private static final int WIDE = 0x2e80;

  private final Words words;

  CostText(Words words) {
    this.words = words;
  }

  /** A table of programs, one of maps and one of buffers; those without rows are left out. */
  List<String> lines(Health now, List<Health.Cost> costs) {
    List<String> lines = new ArrayList<>();
    List<List<String>> programs = new ArrayList<>();
    for (Health.Cost cost : costs) {
      programs.add(
          List.of(
              cost.program(),
              number(cost.runs()),
              String.format(Locale.ROOT, "%.0f", cost.nanosPerRun()),
              percent(cost.share()),
              number(cost.missed())));
    }
    table("cost.programs", programs, lines);
    List<List<String>> maps = new ArrayList<>();
    for (Health.Memory map : now.maps()) {
      maps.add(List.of(map.map(), number(map.bytes())));
    }
    table("cost.maps", maps, lines);
    List<List<String>> buffers = new ArrayList<>();
    for (Health.Buffer buffer : now.buffers()) {
      buffers.add(
          List.of(
              buffer.stream(),
              buffer.capacity() == 0 ? "-" : number(buffer.capacity()),
              buffer.capacity() == 0 ? "-" : percent(buffer.peakFill()),
              number(buffer.came().received()),
              number(buffer.came().kernelLost()),
              number(buffer.came().agentDropped())));
    }
    table("cost.buffers", buffers, lines);
    return lines;
  }

  private void table(String heads, List<List<String>> rows, List<String> lines) {
    if (rows.isEmpty()) {
      return;
    }
    List<List<String>> all = new ArrayList<>();
    all.add(List.of(words.say(heads).split("\\|", -1)));
    all.addAll(rows);
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        int at = column;
        int widest = all.stream().mapToInt(each -> width(each.get(at))).max().orElse(0);
        String cell = row.get(column);
        String room = " ".repeat(widest - width(cell));
        line.append(column == 0 ? cell + room : "  " + room + cell);
      }
      lines.add(line.toString().stripTrailing());
    }
  }

  /** Places on a terminal: a Chinese character takes two. */
  private static int width(String text) {
    return text.codePoints().map(c -> c >= WIDE ? 2 : 1).sum();
  }

  private static String number(long value) {
    return Long.toString(value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * share);
  }
}
