package probewright.app.session;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import probewright.app.panels.Column;
import probewright.app.panels.EventLine;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.MapKind;
import probewright.output.EventLayout;
import probewright.output.EventRing;
import probewright.output.EventRow;
import probewright.output.TraceLine;
import probewright.target.Output;
import probewright.target.RunListener;

/** Hands what a run says to the window's side, decoded as far as it has to be. */
final class RunEvents implements RunListener {
  private final RunWatcher watcher;
  private final Consumer<Problem> targetGone;
  private final Map<String, EventLayout> layouts = new ConcurrentHashMap<>();

  /**
   * @param targetGone told when the streams end by themselves
   */
  RunEvents(RunWatcher watcher, Consumer<Problem> targetGone) {
    this.watcher = watcher;
    this.targetGone = targetGone;
  }

  @Override
  public void stageStarted(Stage stage) {
    watcher.stageStarted(stage);
  }

  @Override
  public void stageDone(Stage stage, Duration took) {
    watcher.stageDone(stage, took);
  }

  @Override
  public void noted(List<Problem> problems) {
    watcher.noted(problems);
  }

  @Override
  public void expanded(ExpandedProgram program) {
    watcher.attachments(program.attachments());
  }

  @Override
  public void outputs(List<Output> outputs) {
    List<RunOutput> shown = new ArrayList<>();
    for (Output output : outputs) {
      if (output instanceof Output.Trace trace) {
        shown.add(new RunOutput.Trace(trace.name()));
      } else if (output instanceof Output.Events events) {
        layouts.put(events.name(), events.layout());
        shown.add(
            new RunOutput.Events(
                events.name(),
                events.layout().columns().stream()
                    .map(column -> new Column(column.name(), column.numeric()))
                    .toList()));
      } else if (output instanceof Output.Entries map && map.kind() == MapKind.HISTOGRAM) {
        shown.add(new RunOutput.Histogram(map.name()));
      }
    }
    watcher.outputs(shown);
  }

  @Override
  public void record(String stream, int cpu, ByteBuffer data) {
    byte[] bytes = new byte[data.remaining()];
    data.duplicate().get(bytes);
    EventLayout layout = layouts.get(stream);
    if (layout != null) {
      watcher.event(stream, new Decoded(layout, new EventRing.Event(0, 0, cpu, bytes)));
    } else if (stream.equals(TRACE_PIPE)) {
      watcher.traceLine(TraceLine.parse(bytes));
    }
  }

  @Override
  public void lost(String stream, long kernel, long agent) {
    watcher.lost(stream, kernel, agent);
  }

  @Override
  public void ended(Problem why) {
    targetGone.accept(why);
  }

  /** Decodes when it is first looked at: most events scroll past unseen. */
  private static final class Decoded implements EventLine {
    private final EventLayout layout;
    private final EventRing.Event event;
    private volatile @Nullable EventRow row;

    Decoded(EventLayout layout, EventRing.Event event) {
      this.layout = layout;
      this.event = event;
    }

    @Override
    public String cell(int column) {
      EventRow decoded = row;
      if (decoded == null) {
        decoded = layout.row(event);
        row = decoded;
      }
      return decoded.values().get(column).text();
    }

    @Override
    public int size() {
      return event.bytes().length;
    }
  }
}
