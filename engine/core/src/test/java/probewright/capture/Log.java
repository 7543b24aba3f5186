package probewright.capture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import probewright.diagnostics.Problem;
import probewright.output.RawEntry;
import probewright.output.Symbols;
import probewright.target.RunListener;

/** Writes down what it is told, a line each. Safe for many threads. */
final class Log implements RunListener {
  private final List<String> lines = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private Symbols symbols = Symbols.none();

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  synchronized List<Problem> problems() {
    return List.copyOf(problems);
  }

  synchronized Symbols names() {
    return symbols;
  }

  private synchronized void add(String line) {
    lines.add(line);
  }

  @Override
  public synchronized void symbols(Symbols names) {
    symbols = names;
  }

  @Override
  public void record(String stream, int cpu, ByteBuffer data) {
    add(stream + "/" + cpu + " " + StandardCharsets.UTF_8.decode(data.duplicate()));
  }

  @Override
  public void lost(String stream, long kernel, long agent) {
    add(stream + " lost " + kernel + " " + agent);
  }

  @Override
  public void notKept(String output, long count) {
    add(output + " not kept " + count);
  }

  @Override
  public void snapshot(String map, List<RawEntry> entries) {
    add(
        map
            + entries.stream()
                .map(e -> new String(e.key(), StandardCharsets.UTF_8) + "=" + e.value().length)
                .collect(Collectors.joining(" ", " ", "")));
  }

  @Override
  public void iterated(String function, String text) {
    add(function + " wrote " + text);
  }

  @Override
  public synchronized void noted(List<Problem> noted) {
    problems.addAll(noted);
  }

  @Override
  public void ended(Problem why) {
    add("ended " + why.code() + why.arguments());
  }
}
