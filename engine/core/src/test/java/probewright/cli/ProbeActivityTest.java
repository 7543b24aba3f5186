package probewright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.probes.Probe;
import probewright.probes.ProbeKind;
import probewright.probes.ProbeSite;
import probewright.target.AttachOptions;
import probewright.target.Installation;
import probewright.target.Target;

/** Ctrl-C while places are not watched yet. */
@Timeout(60)
class ProbeActivityTest {
  private static final ProbeSite PLACE =
      new ProbeSite(
          ProbeSite.Family.FUNCTION,
          "vfs_read",
          "",
          List.of(Probe.of(ProbeKind.KPROBE, "vfs_read")),
          false,
          Map.of(),
          List.of(),
          "");

  @TempDir Path folder;

  /** A target that never says which kernel it has. */
  private static Target silent(CountDownLatch asked) {
    return (Target)
        Proxy.newProxyInstance(
            Target.class.getClassLoader(),
            new Class<?>[] {Target.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("kernel")) {
                return null;
              }
              asked.countDown();
              try {
                new CountDownLatch(1).await();
                return null;
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ProblemException(Problem.error(Stage.LOAD, "agent.interrupted"), e);
              }
            });
  }

  @Test
  void whatIsStartingIsBrokenOff() throws Exception {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    ProbeActivity activity =
        new ProbeActivity(
            new Surroundings(
                nowhere,
                nowhere,
                Locale.ENGLISH,
                new Installation(folder, folder, "", "tcg"),
                false),
            AttachOptions.none(),
            List.of(),
            Duration.ofHours(1),
            false);
    CountDownLatch asked = new CountDownLatch(1);
    Toolchain toolchain = ((Outcome.Done<Toolchain>) Toolchain.find(folder)).value();
    Thread ctrlC =
        new Thread(
            () -> {
              try {
                asked.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              activity.interrupt();
            });
    ctrlC.start();
    Workshop workshop = new Workshop(toolchain, silent(asked));
    assertThatThrownBy(() -> activity.rates(workshop, List.of(PLACE)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo("agent.interrupted"));
    activity.started();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    ctrlC.join();
  }
}
