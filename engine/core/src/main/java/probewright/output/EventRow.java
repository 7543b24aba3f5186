package probewright.output;

import java.util.List;
import probewright.btf.Value;

/**
 * A decoded event.
 *
 * @param sequence its number in the stream, from 0
 * @param nanos when it arrived, on the clock of whoever put it into the ring
 * @param cpu where it was submitted
 * @param values one for each column of its {@link EventLayout}, in order
 */
public record EventRow(long sequence, long nanos, int cpu, List<Value> values) {
  public EventRow {
    values = List.copyOf(values);
  }
}
