package probewright.tracing;

import java.util.List;
import java.util.Optional;
import probewright.diagnostics.ProblemException;
import probewright.dialect.MapKind;
import probewright.target.Attached;
import probewright.target.Output;

/**
 * A queue or a stack of a running program, which programs and Java both put into and take from. A
 * queue gives the oldest value first, a stack the newest. For the rest as {@link TypedMap} is.
 */
public final class ValueQueue<V> {
  private static final byte[] NO_KEY = {};

  private final Attached kernel;
  private final MapCodec<Void, V> codec;

  ValueQueue(Attached kernel, Output.Entries map, Class<V> values) throws RefusedException {
    if (map.kind() != MapKind.QUEUE && map.kind() != MapKind.STACK) {
      throw MapCodec.misused(map, "tracing.no-queue");
    }
    this.kernel = kernel;
    this.codec = MapCodec.ofValues(map, values);
  }

  /** Puts a value in; a full one refuses it ({@code map.failed}). */
  public void push(V value) throws RefusedException, ProblemException {
    kernel.update(codec.name(), NO_KEY, codec.value(value));
  }

  /** Takes the next value out; empty when there is none. */
  public Optional<V> pop() throws ProblemException {
    return kernel.take(codec.name(), NO_KEY).map(codec::value);
  }

  /** The value that would come out next; it stays. */
  public Optional<V> peek() throws ProblemException {
    return kernel.lookup(codec.name(), NO_KEY).map(codec::value);
  }

  /** Takes all values out, in the order in which they come. */
  public List<V> drain() throws ProblemException {
    return kernel.drain(codec.name()).stream().map(entry -> codec.value(entry.value())).toList();
  }
}
