package probewright.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import probewright.output.EventRing.Event;

class EventRingTest {
  @Test
  void theOldestGoesWhenRowsRunOut() {
    EventRing ring = new EventRing(3, 100);
    for (int i = 0; i < 5; i++) {
      ring.append(i * 10L, i, ByteBuffer.wrap(new byte[] {(byte) i}));
    }

    assertThat(ring.appended()).isEqualTo(5);
    assertThat(ring.overwritten()).isEqualTo(2);
    assertThat(ring.window(0, 3)).extracting(Event::sequence).containsExactly(2L);
    assertThat(ring.window(3, 10)).extracting(Event::cpu).containsExactly(3, 4);
    assertThat(ring.latest(2)).extracting(Event::nanos).containsExactly(30L, 40L);
    assertThat(ring.window(Long.MAX_VALUE, Integer.MAX_VALUE)).isEmpty();
  }

  @Test
  void whatItHoldsIsWhatCameLastWhateverTheLengths() {
    Random random = new Random(7);
    EventRing ring = new EventRing(8, 64);
    Deque<byte[]> model = new ArrayDeque<>();
    for (int i = 0; i < 5000; i++) {
      byte[] event = new byte[random.nextInt(40)];
      random.nextBytes(event);
      ring.append(i, 0, ByteBuffer.wrap(event));
      model.addLast(event);
      while (model.size() > 8 || model.stream().mapToInt(e -> e.length).sum() > 64) {
        model.removeFirst();
      }
      List<Event> held = ring.latest(8);
      assertThat(held).extracting(Event::bytes).containsExactlyElementsOf(model);
    }
  }

  @Test
  void anEventLongerThanTheRingIsCut() {
    EventRing ring = new EventRing(2, 4);
    ring.append(0, 0, ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6}));

    assertThat(ring.latest(1).get(0).bytes()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void readersSeeWholeEventsWhileOneWrites() {
    EventRing ring = new EventRing(16, 1000);
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 100_000; i++) {
                byte value = (byte) i;
                ring.append(i, value, ByteBuffer.wrap(new byte[] {value, value, value}));
              }
            });
    while (!writer.isDone()) {
      for (Event event : ring.latest(16)) {
        byte value = (byte) event.sequence();
        assertThat(event.bytes()).containsExactly(value, value, value);
        assertThat(event.cpu()).isEqualTo(value);
      }
    }
    writer.join();
    assertThat(ring.appended()).isEqualTo(100_000);
  }

  @Test
  void theLedgerAddsUp() {
    LossLedger ledger = new LossLedger();
    ledger.received("events", 10, 400);
    ledger.kernelLost("events", 2);
    LossLedger.Snapshot before = ledger.snapshot();
    ledger.agentDropped("other", 3);
    ledger.viewDropped("events", 1);

    assertThat(before.total()).isEqualTo(new LossLedger.Counts(10, 400, 2, 0, 0));
    assertThat(ledger.snapshot().streams()).containsOnlyKeys("events", "other");
    assertThat(ledger.snapshot().total().lost()).isEqualTo(6);
    assertThat(OutputJson.losses(before)).startsWith("{\"losses\":{\"events\":{\"received\":10,");
  }
}
