package probewright.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.target.Installation;
import probewright.target.Target;

/** The engine of a machine on which nothing is set up: it says so, and nobody waits for ever. */
@Timeout(60)
class TargetEngineTest {
  @TempDir Path folder;
  private TargetEngine engine;

  @BeforeEach
  void open() {
    engine = new TargetEngine(installation(), System::nanoTime);
  }

  private Installation installation() {
    return new Installation(folder.resolve("agent"), folder.resolve("cache"), "", "tcg");
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

  private static Target target(String id, Runnable close) {
    return (Target)
        Proxy.newProxyInstance(
            Target.class.getClassLoader(),
            new Class<?>[] {Target.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                close.run();
              }
              return method.getName().equals("id") ? id : null;
            });
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vm:6.12", "vm:6.1"})
  void noStopWaitsForTheAnswerToAQuestion(String asked) throws Exception {
    List<String> closed = new CopyOnWriteArrayList<>();
    engine.close();
    engine =
        new TargetEngine(
            installation(),
            spec -> target(spec.toString(), () -> closed.add(spec.toString())),
            System::nanoTime);
    engine.later(() -> engine.use(opened("vm:6.12")));
    CountDownLatch asking = new CountDownLatch(1);
    CountDownLatch thought = new CountDownLatch(1);
    CompletableFuture<String> answer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return engine.ask(
                    asked,
                    target -> {
                      asking.countDown();
                      await(thought);
                      return target.id();
                    });
              } catch (ProblemException e) {
                throw new CompletionException(e);
              }
            });
    asking.await();
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    engine.later(() -> stopped.complete(null));
    try {
      stopped.get(30, TimeUnit.SECONDS);
    } finally {
      thought.countDown();
    }
    assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(asked);
    assertThat(closed).isEqualTo(asked.equals("vm:6.12") ? List.of() : List.of("vm:6.1"));
    assertThat(engine.isOpen("vm:6.12")).isTrue();
  }

  @Test
  void aQuestionThatFailsClosesNoTargetUnderARun() throws Exception {
    engine.close();
    engine =
        new TargetEngine(
            installation(), spec -> target(spec.toString(), () -> {}), System::nanoTime);
    engine.later(() -> engine.use(opened("vm:6.12")));
    assertThatThrownBy(() -> engine.ask("vm:6.12", TargetEngineTest::fails))
        .isInstanceOf(ProblemException.class);
    assertThat(engine.ask("vm:6.12", Target::id)).isEqualTo("vm:6.12");
    assertThat(engine.isOpen("vm:6.12")).isTrue();
    engine.later(() -> engine.use(null));
    assertThatThrownBy(() -> engine.ask("vm:6.12", TargetEngineTest::fails))
        .isInstanceOf(ProblemException.class);
    CompletableFuture<Boolean> open = new CompletableFuture<>();
    engine.later(() -> open.complete(engine.isOpen("vm:6.12")));
    assertThat(open.get(30, TimeUnit.SECONDS)).isFalse();
  }

  private static String fails(Target target) throws ProblemException {
    throw new ProblemException(Problem.error(Stage.LOAD, "agent.not-offered", target.id()));
  }

  private Target opened(String spelling) {
    try {
      return ((Outcome.Done<Target>) engine.target(spelling)).value();
    } catch (ProblemException e) {
      throw new AssertionError(e);
    }
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
