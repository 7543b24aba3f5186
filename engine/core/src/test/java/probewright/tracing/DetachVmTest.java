package probewright.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.diagnostics.Problem;
import probewright.dialect.Program;
import probewright.target.AttachedProbe;

/** Probes of a program's start come off one by one, and go on again, of each kind. */
@Tag("vm")
class DetachVmTest {
  private static final Guests GUESTS = new Guests();

  @TempDir private Path folder;

  @AfterAll
  static void close() {
    GUESTS.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void aProbeOfTheStartStopsCountingAndGoesOn(String kernel) throws Exception {
    GUESTS.send(kernel, ThousandFile.PATH, ThousandFile.make(folder));
    List<EveryProbe.Row> rows = EveryProbe.rows();
    for (int odd = 0; odd < 2; odd++) {
      try (Tracing tracing = GUESTS.get(kernel).run(EveryProbe.program())) {
        GUESTS.shell(kernel, ThousandFile.PATH);
        for (int i = odd; i < rows.size(); i += 2) {
          tracing.detach(rows.get(i).probe());
        }
        if (odd == 1) {
          tracing.detach(EveryProbe.FILTERED);
        }
        assertThat(tracing.probes()).hasSize((rows.size() + 1) / 2);
        GUESTS.shell(kernel, ThousandFile.PATH);
        Map<Integer, Long> wanted = new TreeMap<>(EveryProbe.expected());
        int off = odd;
        wanted.replaceAll((slot, count) -> isOff(slot, off) ? count : 2 * count);
        assertThat(EveryProbe.counted(tracing)).isEqualTo(EveryProbe.named(wanted));

        for (int i = odd; i < rows.size(); i += 2) {
          tracing.attach(rows.get(i).probe(), "f" + i);
        }
        if (odd == 1) {
          tracing.attach(EveryProbe.FILTERED, "filter");
        }
        assertThat(tracing.probes()).hasSize(rows.size() + 1);
        GUESTS.shell(kernel, ThousandFile.PATH);
        EveryProbe.expected().forEach((slot, count) -> wanted.merge(slot, count, Long::sum));
        assertThat(EveryProbe.counted(tracing)).isEqualTo(EveryProbe.named(wanted));
        tracing.detach();
        assertThat(tracing.probes()).isEmpty();
      }
    }
  }

  private static boolean isOff(int slot, int off) {
    return slot < EveryProbe.rows().size() ? slot % 2 == off : off == 1;
  }

  /** Probes that a function's name stands for, and those that share a function. */
  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void probesByNameAndByHandle(String kernel) throws Exception {
    GUESTS.send(kernel, ThousandFile.PATH, ThousandFile.make(folder));
    String text =
        """
        // attach: kretprobe:syscall:getppid=twice
        // attach: kretprobe:syscall:sync=twice
        // attach: kprobe:syscall:getppid=once
        """
            + EveryProbe.HEAD
            + """
            int twice(struct pt_regs *ctx) { if (ours()) hits.increment(1); return 0; }
            int once(struct pt_regs *ctx) { if (ours()) hits.increment(2); return 0; }
            KFUNC_PROBE(__do_sys_getppid) { if (ours()) hits.increment(3); return 0; }
            """;
    try (Tracing tracing = GUESTS.get(kernel).run(Program.of("named.c", text))) {
      List<AttachedProbe> probes = new ArrayList<>(tracing.probes());
      assertThat(probes).extracting(each -> each.attachment().toString()).hasSize(4);
      tracing.detach("kprobe:syscall:getppid");
      GUESTS.shell(kernel, ThousandFile.PATH);
      assertThat(tracing.map("hits", Integer.class, Long.class).entries())
          .isEqualTo(Map.of(1, 1000L, 3, 1000L));
      probes.stream()
          .filter(each -> !each.attachment().probe().toString().endsWith("_sync"))
          .forEach(AttachedProbe::close);
      GUESTS.shell(kernel, ThousandFile.PATH);
      assertThat(tracing.map("hits", Integer.class, Long.class).entries())
          .isEqualTo(Map.of(1, 1000L, 3, 1000L));
      assertThatThrownBy(() -> tracing.detach("kprobe:syscall:getppid"))
          .isInstanceOfSatisfying(
              RefusedException.class,
              e -> {
                Problem problem = e.problems().get(0);
                assertThat(problem.code()).isEqualTo("tracing.no-probe");
                assertThat(problem.arguments().get(1)).isEqualTo("kretprobe:__x64_sys_sync");
              });
      // where it goes was fixed when it was loaded
      String typed = "kfunc__vmlinux____do_sys_getppid";
      assertThatThrownBy(() -> tracing.attach("fentry:vfs_read", typed))
          .isInstanceOfSatisfying(
              RefusedException.class,
              e -> assertThat(e.problems().get(0).code()).isEqualTo("attach.fixed"));
      tracing.attach("fentry:__do_sys_getppid", typed);
      GUESTS.shell(kernel, ThousandFile.PATH);
      assertThat(tracing.map("hits", Integer.class, Long.class).entries())
          .isEqualTo(Map.of(1, 1000L, 3, 2000L));
    }
  }
}
