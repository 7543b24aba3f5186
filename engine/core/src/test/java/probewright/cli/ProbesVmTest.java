package probewright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.target.Installation;

/** Exploring from the command line, on real kernels. */
@Tag("vm")
class ProbesVmTest {
  private record Result(int status, String out, String err) {}

  private static Result run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Main.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Locale.ENGLISH,
            Installation.ofEnvironment(System.getenv(), System.getProperties()),
            arguments);
    return new Result(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void explores(String kernel) {
    String target = "vm:" + kernel;
    Result read = run("probes", "vfs_read", "--target", target);
    assertThat(read.err).isEmpty();
    assertThat(read.out)
        .isEqualTo(
            "kprobe:vfs_read  kprobe,kretprobe,fentry,fexit"
                + (kernel.equals("6.12") ? ",kprobe.multi" : "")
                + "  ssize_t vfs_read(struct file *file, char *buf, size_t count, loff_t *pos)\n");

    Result wrong = run("probes", "vfs_raed", "--target", target);
    assertThat(wrong.status).isEqualTo(1);
    assertThat(wrong.out).isEmpty();
    assertThat(wrong.err).contains("nothing of the name 'vfs_raed'").contains("vfs_read");

    Result nobody = run("probes", "vfs_read", "--pid", "4000000", "--target", target);
    assertThat(nobody.status).isEqualTo(1);
    assertThat(nobody.out).isEmpty();
    assertThat(nobody.err).contains("There is no process 4000000.");
    Result one = run("probes", "vfs_read", "--pid", "1", "--target", target);
    assertThat(one.err).isEmpty();
    assertThat(one.out).isEqualTo(read.out);

    Result format = run("format", "tracepoint:sched:sched_switch", "--target", target);
    assertThat(format.out.lines().toList())
        .hasSize(14)
        .contains(
            "  offset   size  signed  field",
            "      24      4  yes     pid_t prev_pid",
            "      32      8  yes     long prev_state");
    assertThat(format.out).startsWith("tracepoint:sched:sched_switch  id ");

    Result rates =
        run(
            "probes",
            "tracepoint:sched:sched_process_*",
            "--rates",
            "--duration",
            "15",
            "--workload",
            "for i in 1 2 3 4 5; do /bin/true; done",
            "--json",
            "--target",
            target);
    assertThat(rates.status).as(rates.err).isZero();
    long executed =
        rates
            .out
            .lines()
            .filter(line -> line.contains("\"tracepoint:sched:sched_process_exec\""))
            .mapToLong(line -> Long.parseLong(line.replaceAll(".*:([0-9]+)}", "$1")))
            .findFirst()
            .orElse(-1);
    assertThat(executed).as(rates.out).isBetween(5L, 20L);
    assertThat(rates.out).contains("\"spentNanoseconds\":");
    // as long as was asked for, or a little longer where the machine has much to do
    assertThat(rates.err).containsPattern(" places for (1[5-9]|[2-9]\\d)\\.");

    Result samples =
        run(
            "probes",
            "syscall:openat",
            "--samples",
            "3",
            "--duration",
            "60",
            "--workload",
            "cat /etc/hostname",
            "--target",
            target);
    assertThat(samples.err).endsWith("3 samples.\n");
    assertThat(samples.out.lines().toList())
        .hasSize(3)
        .allMatch(
            line ->
                line.matches(
                    ".* \\[\\d{3}] \\d+\\.\\d{6}: syscalls:sys_enter_openat: dfd: 0x[0-9a-f]{8,},"
                        + " filename: 0x[0-9a-f]{8,}, flags: 0x[0-9a-f]{8,}, mode: 0x[0-9a-f]{8,}"));
  }
}
