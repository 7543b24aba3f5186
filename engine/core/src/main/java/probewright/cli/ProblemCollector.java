package probewright.cli;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import probewright.diagnostics.Problem;
import probewright.target.RunListener;

/** Keeps the warnings of a run whose data nobody wants. */
final class ProblemCollector implements RunListener {
  private final List<Problem> problems = new ArrayList<>();

  synchronized List<Problem> problems() {
    return List.copyOf(problems);
  }

  @Override
  public synchronized void noted(List<Problem> noted) {
    problems.addAll(noted);
  }

  @Override
  public synchronized void ended(Problem why) {
    problems.add(why);
  }

  @Override
  public void record(String stream, int cpu, ByteBuffer data) {}

  @Override
  public void lost(String stream, long kernel, long agent) {}
}
