package probewright.cli;

import java.nio.ByteBuffer;
import java.util.List;
import probewright.diagnostics.Problem;
import probewright.dialect.ExpandedProgram;
import probewright.output.RawEntry;
import probewright.output.Symbols;
import probewright.target.Output;
import probewright.target.RunListener;

/** Hears of one output of a run only. */
record OneOutput(String name, RunListener next) implements RunListener {
  @Override
  public void expanded(ExpandedProgram program) {
    next.expanded(program);
  }

  @Override
  public void outputs(List<Output> outputs) {
    next.outputs(outputs);
  }

  @Override
  public void symbols(Symbols symbols) {
    next.symbols(symbols);
  }

  @Override
  public void record(String stream, int cpu, ByteBuffer data) {
    if (stream.equals(name)) {
      next.record(stream, cpu, data);
    }
  }

  @Override
  public void lost(String stream, long kernel, long agent) {
    if (stream.equals(name)) {
      next.lost(stream, kernel, agent);
    }
  }

  @Override
  public void snapshot(String map, List<RawEntry> entries) {
    if (map.equals(name)) {
      next.snapshot(map, entries);
    }
  }

  @Override
  public void iterated(String function, String text) {
    if (function.equals(name)) {
      next.iterated(function, text);
    }
  }

  @Override
  public void notKept(String output, long count) {
    if (output.equals(name)) {
      next.notKept(output, count);
    }
  }

  @Override
  public void ended(Problem why) {
    next.ended(why);
  }
}
