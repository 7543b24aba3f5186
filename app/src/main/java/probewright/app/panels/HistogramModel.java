package probewright.app.panels;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The counts of one histogram map, read again and again. Any thread. */
public final class HistogramModel implements PanelModel {
  private final String name;
  private final AtomicBoolean reading = new AtomicBoolean();
  private volatile State state = new State(Distribution.empty(), 0);

  private record State(Distribution counts, long version) {}

  public HistogramModel(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long version() {
    return state.version();
  }

  /** The counts as last read. */
  public Distribution counts() {
    return state.counts();
  }

  /** Takes the turn to read; false while another reading is on its way. */
  public boolean beginRead() {
    return reading.compareAndSet(false, true);
  }

  /**
   * Gives the turn back.
   *
   * @param counts null when nothing could be read: the old counts stay
   */
  public void endRead(@Nullable Distribution counts) {
    if (counts != null) {
      set(counts);
    }
    reading.set(false);
  }

  /** Shows these counts from now on. */
  public synchronized void set(Distribution counts) {
    State was = state;
    if (!counts.equals(was.counts())) {
      state = new State(counts, was.version() + 1);
    }
  }

  /** The kernel counts in the map itself: a full buffer loses it nothing. */
  @Override
  public void lost(long kernel, long agent) {}

  @Override
  public String text() {
    return counts().text();
  }
}
