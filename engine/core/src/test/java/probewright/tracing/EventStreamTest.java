package probewright.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  private final StreamQueue queue = new StreamQueue();
  private final EventStream<Integer> stream =
      new EventStream<>(queue, bytes -> ByteBuffer.wrap(bytes).getInt());

  private void send(int number) {
    queue.add(1, ByteBuffer.allocate(4).putInt(0, number));
  }

  @Test
  void lossesStandWhereTheyHappened() throws Exception {
    send(1);
    queue.lost(3, 2);
    send(2);
    assertThat(stream.next(Duration.ZERO)).contains(new Entry.Event<>(1, 1));
    assertThat(stream.next(Duration.ZERO)).contains(new Entry.Lost<>(3, 2, 0));
    assertThat(stream.next(Duration.ZERO)).contains(new Entry.Event<>(2, 1));
    assertThat(stream.next(Duration.ZERO)).isEmpty();
    assertThat(stream.received()).isEqualTo(2);
    assertThat(stream.lost()).isEqualTo(5);
    assertThat(stream.bytes()).isEqualTo(8);
  }

  @Test
  void whatIsLeftIsTakenAfterTheEnd() {
    send(1);
    queue.lost(1, 0);
    send(2);
    queue.end();
    assertThat(stream).containsExactly(1, 2);
    assertThat(stream.stream()).isEmpty();
  }

  @Test
  void aReaderWaitsForTheNextEventAndForTheEnd() throws Exception {
    CompletableFuture<List<Integer>> all =
        CompletableFuture.supplyAsync(() -> stream.stream().toList());
    send(7);
    queue.end();
    assertThat(all.get(20, TimeUnit.SECONDS)).containsExactly(7);
  }

  @Test
  void memoryIsBoundedAndTheGapIsInFrontOfWhatIsLeft() throws Exception {
    ByteBuffer large = ByteBuffer.allocate(1 << 20);
    for (int i = 0; i < 40; i++) {
      large.putInt(0, i);
      queue.add(0, large);
    }
    assertThat(stream.next(Duration.ZERO)).contains(new Entry.Lost<>(0, 0, 25));
    assertThat(stream.next(Duration.ZERO)).contains(new Entry.Event<>(25, 0));
    assertThat(stream.lost()).isEqualTo(25);
  }

  @Test
  void aGapThatHasToGoIsPartOfTheGapInFrontOfWhatIsLeft() throws Exception {
    queue.lost(3, 2);
    ByteBuffer large = ByteBuffer.allocate(15 << 20);
    queue.add(0, large);
    queue.add(0, large);
    assertThat(stream.next(Duration.ZERO)).contains(new Entry.Lost<>(3, 2, 1));
    assertThat(stream.next(Duration.ZERO)).contains(new Entry.Event<>(0, 0));
    assertThat(stream.next(Duration.ZERO)).isEmpty();
    assertThat(stream.lost()).isEqualTo(6);
  }
}
