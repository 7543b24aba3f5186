package probewright.oracle;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import probewright.agent.wire.MalformedFrameException;
import probewright.output.EventLayout;
import probewright.tracing.EventDecoder;
import probewright.tracing.RefusedException;

/** The benchmark's events as records, and a consumer that reads every field of them. */
final class Events {
  /** Buffer and size of event, in the order in which they are measured. */
  static final String[] NAMES = {"ring16", "ring64", "ring256", "perf16", "perf64", "perf256"};

  /** Of 16 bytes. */
  record Small(long ts, int pid, long seq) {}

  /** Of 64 bytes. */
  record Middle(long ts, int pid, long seq, String comm, long a, long b, long c, long d) {}

  /** Of 256 bytes. */
  record Large(
      long ts,
      int pid,
      long seq,
      String comm,
      long a,
      long b,
      long c,
      long d,
      long v0,
      long v1,
      long v2,
      long v3,
      long v4,
      long v5,
      long v6,
      long v7,
      long v8,
      long v9,
      long v10,
      long v11,
      long v12,
      long v13,
      long v14,
      long v15,
      long v16,
      long v17,
      long v18,
      long v19,
      long v20,
      long v21,
      long v22,
      long v23) {}

  /** What was read. For one thread. */
  static final class Sum {
    private long events;
    private long times;
    private long seqs;
    private long all;

    private void small(Small e) {
      events++;
      times += e.ts() + e.pid();
      seqs += e.seq();
    }

    private void middle(Middle e) {
      events++;
      times += e.ts() + e.pid();
      seqs += e.seq();
      all += e.a() + e.b() + e.c() + e.d() + letters(e.comm());
    }

    private void large(Large e) {
      events++;
      times += e.ts() + e.pid();
      seqs += e.seq();
      all += e.a() + e.b() + e.c() + e.d() + letters(e.comm());
      all +=
          e.v0() + e.v1() + e.v2() + e.v3() + e.v4() + e.v5() + e.v6() + e.v7() + e.v8() + e.v9()
              + e.v10() + e.v11() + e.v12() + e.v13() + e.v14() + e.v15() + e.v16() + e.v17()
              + e.v18() + e.v19() + e.v20() + e.v21() + e.v22() + e.v23();
    }

    long events() {
      return events;
    }

    private static long letters(String text) {
      long sum = 0;
      for (int i = 0; i < text.length(); i++) {
        sum += text.charAt(i);
      }
      return sum;
    }

    /** What the fields hold beyond seq, per event: every consumer that reads them all has this. */
    long check(int size) {
      long fields = size > 64 ? 28 : size > 16 ? 4 : 0;
      return events == 0 || times == 0 ? -1 : (all - fields * seqs) / events;
    }
  }

  /** Reads events by the engine's own way from bytes to records, and adds them up. */
  interface Reader {
    /** One event. */
    void read(ByteBuffer data);

    /** All events of a batch. */
    void readAll(ByteBuffer batch) throws MalformedFrameException;
  }

  private record Decoding<E>(EventDecoder<E> decoder, Consumer<E> to) implements Reader {
    @Override
    public void read(ByteBuffer data) {
      to.accept(decoder.decode(data));
    }

    @Override
    public void readAll(ByteBuffer batch) throws MalformedFrameException {
      decoder.decodeAll(batch, to);
    }
  }

  private Events() {}

  static int size(String name) {
    return Integer.parseInt(name.substring(4));
  }

  /** Events that a buffer has room for. */
  static long room(String name) {
    int size = size(name);
    return name.startsWith("ring")
        ? 64 * 4096 / (size + 8)
        : 64 * 4096 / ((size + 4 + 7) / 8 * 8 + 8);
  }

  /** Events of a trial: of 0.4 s, and many enough that the buffer alone does not hold them. */
  static long trial(String name, long rate) {
    return Math.max(rate * 2 / 5, 3 * room(name));
  }

  static Reader reader(EventLayout layout, int size, Sum sum) throws RefusedException {
    return switch (size) {
      case 16 -> new Decoding<>(EventDecoder.of(layout, Small.class), sum::small);
      case 64 -> new Decoding<>(EventDecoder.of(layout, Middle.class), sum::middle);
      default -> new Decoding<>(EventDecoder.of(layout, Large.class), sum::large);
    };
  }
}
