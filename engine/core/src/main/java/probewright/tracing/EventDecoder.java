package probewright.tracing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import probewright.agent.wire.MalformedFrameException;
import probewright.agent.wire.Records;
import probewright.btf.Btf;
import probewright.btf.Decoder;
import probewright.btf.Value;
import probewright.output.EventLayout;

/**
 * Makes an event's bytes an object of a class: a record whose components bear the names of members
 * of the event's struct, a number, a {@code String}, a {@link Value}. For who listens to a run
 * himself ({@link probewright.target.RunListener}) and wants each event once, at once; {@link
 * Tracing#events(String, Class)} keeps them until they are asked for. Safe for many threads.
 */
public final class EventDecoder<E> {
  /** Of a batch outside of Java's memory so much is copied at once: the first cache holds it. */
  private static final int PART = 16 << 10;

  private final Decoder decoder;
  private final int type;
  private final int size;
  private final Function<Value, E> bound;
  private final @Nullable Straight straight;

  /** Memory that is in the cache already, for the next batch; null while a thread has it. */
  private final AtomicReference<byte @Nullable []> spare = new AtomicReference<>();

  private EventDecoder(Btf btf, int type, Class<E> to) throws RefusedException {
    this.decoder = new Decoder(btf);
    this.type = type;
    this.size = (int) Math.min(btf.sizeOf(type), Integer.MAX_VALUE);
    this.bound = new RecordBinding(btf).bind(type, to);
    this.straight = new RecordReader(btf).read(type, to).orElse(null);
  }

  /**
   * For the events of a stream.
   *
   * @param layout as {@link probewright.target.Output.Events} tells it
   * @throws RefusedException {@code tracing.field}, {@code tracing.type} when the class does not
   *     fit the struct
   */
  public static <E> EventDecoder<E> of(EventLayout layout, Class<E> to) throws RefusedException {
    return new EventDecoder<>(layout.btf(), layout.type(), to);
  }

  /**
   * The event; what a program has sent too little of is zero.
   *
   * @param data its bytes, from the position to the limit; the position is not moved
   */
  @SuppressWarnings("unchecked") // the handle's constructor is the class's own
  public E decode(ByteBuffer data) {
    int length = data.remaining();
    if (straight == null || length < size) {
      return bound.apply(decoder.decode(type, copy(data, Math.max(length, size))));
    }
    try {
      return (E)
          (data.hasArray()
              ? straight.one(data.array(), data.arrayOffset() + data.position())
              : straight.one(copy(data, length), 0));
    } catch (Throwable thrown) {
      throw unchecked(thrown);
    }
  }

  private static byte[] copy(ByteBuffer data, int size) {
    byte[] bytes = new byte[size];
    data.get(data.position(), bytes, 0, data.remaining());
    return bytes;
  }

  /**
   * All events of a batch, in order: as the agent's readers fill it and as a capture keeps it.
   *
   * @param batch records from the position to the limit, which is where the position is afterwards
   * @throws MalformedFrameException when the last record is cut short; those before were told
   */
  @SuppressWarnings("unchecked") // the handle's constructor is the class's own
  public void decodeAll(ByteBuffer batch, Consumer<? super E> to) throws MalformedFrameException {
    Consumer<Object> each = (Consumer<Object>) (Consumer<?>) to;
    while (batch.hasRemaining()) {
      if (straight != null) {
        try {
          straightOn(straight, batch, each);
        } catch (Throwable thrown) {
          throw unchecked(thrown);
        }
      }
      one(batch.order(ByteOrder.BIG_ENDIAN), to);
    }
  }

  private void straightOn(Straight ones, ByteBuffer batch, Consumer<Object> to) throws Throwable {
    if (batch.hasArray()) {
      int base = batch.arrayOffset();
      int from = base + batch.position();
      batch.position(ones.all(batch.array(), from, base + batch.limit(), size, to) - base);
      return;
    }
    byte[] borrowed = spare.getAndSet(null);
    byte[] part = borrowed == null ? new byte[PART] : borrowed;
    int taken;
    do {
      int length = Math.min(part.length, batch.remaining());
      batch.get(batch.position(), part, 0, length);
      taken = ones.all(part, 0, length, size, to);
      batch.position(batch.position() + taken);
    } while (taken > 0);
    spare.set(part);
  }

  /** What is not straight: a loss, a record that is too short, one that is cut. */
  private void one(ByteBuffer batch, Consumer<? super E> to) throws MalformedFrameException {
    if (!batch.hasRemaining()) {
      return;
    }
    Records.visitOne(
        batch,
        new Records.Visitor() {
          @Override
          public void record(int cpu, ByteBuffer data) {
            to.accept(decode(data));
          }

          @Override
          public void lost(long kernel, long agent) {}
        });
  }

  private static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException own ? own : new IllegalArgumentException(thrown);
  }
}
