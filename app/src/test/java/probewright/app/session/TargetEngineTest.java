package probewright.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import probewright.diagnostics.ProblemException;
import probewright.target.Installation;

/** The engine of a machine on which nothing is set up: it says so, and nobody waits for ever. */
@Timeout(60)
class TargetEngineTest {
  @TempDir Path folder;
  private TargetEngine engine;

  @BeforeEach
  void open() {
    engine =
        new TargetEngine(
            new Installation(folder.resolve("agent"), folder.resolve("cache"), "", "tcg"),
            System::nanoTime);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private static Throwable failure(CompletableFuture<?> answer) throws Exception {
    return answer.handle((there, failure) -> failure).get(30, TimeUnit.SECONDS);
  }

  @Test
  void whatIsNoTargetIsAProblem() throws Exception {
    assertThatThrownBy(() -> engine.ask("nonsense", target -> "there"))
        .isInstanceOf(ProblemException.class);
    assertThat(failure(engine.kernel("nonsense"))).isInstanceOf(ProblemException.class);
  }

  @Test
  void aTargetThatIsNotSetUpIsAProblemEachTime() throws Exception {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> engine.ask("vm:6.12", target -> "there"))
          .isInstanceOf(ProblemException.class);
      assertThat(failure(engine.kernel("vm:6.12"))).isInstanceOf(ProblemException.class);
    }
    assertThat(engine.isOpen("vm:6.12")).isFalse();
  }

  @Test
  void withoutACompilerThereIsNobodyToAsk() throws Exception {
    assertThat(failure(engine.language())).isInstanceOf(ProblemException.class);
  }

  @Test
  void aClosedEngineAnswersWithAProblem() throws Exception {
    engine.close();
    assertThat(failure(engine.kernel("vm"))).isInstanceOf(ProblemException.class);
    assertThat(failure(engine.language())).isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> engine.ask("vm", target -> "there"))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void whoWaitsWhenTheEngineClosesWaitsNoLonger() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    engine.later(
        () -> {
          busy.countDown();
          try {
            never.await();
          } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
          }
        });
    busy.await();
    CompletableFuture<Throwable> came = new CompletableFuture<>();
    Thread asks =
        new Thread(
            () -> {
              try {
                came.completeExceptionally(new AssertionError(engine.ask("vm", target -> "there")));
              } catch (ProblemException closed) {
                came.complete(closed);
              }
            });
    asks.start();
    while (asks.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    engine.close();
    assertThat(came.get(30, TimeUnit.SECONDS)).isInstanceOf(ProblemException.class);
  }
}
