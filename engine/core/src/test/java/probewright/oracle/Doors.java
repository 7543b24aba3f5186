package probewright.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import probewright.dialect.Program;

/**
 * Guests that stand for another machine or for this one, one of each kernel, opened when first
 * asked for; in each lie the command line and two programs.
 */
final class Doors implements AutoCloseable {
  /** Counts and sends each write of one byte by programs whose names begin with WHO, twice. */
  private static final String COUNTS =
      """
      struct seen_t { u32 pid; };
      BPF_PERF_OUTPUT(seen);
      BPF_HASH(calls, u32, u64);

      int kprobe__ksys_write(struct pt_regs *ctx)
      {
          char comm[16];
          struct seen_t now = {};
          u32 zero = 0;
          bpf_get_current_comm(&comm, sizeof(comm));
          if (comm[0] != 'WHO' || comm[1] != 'WHO')
              return 0;
          now.pid = bpf_get_current_pid_tgid() >> 32;
          seen.perf_submit(ctx, &now, sizeof(now));
          calls.increment(zero);
          return 0;
      }
      """;

  private final Map<String, Door> open = new LinkedHashMap<>();

  Door get(String kernel) throws Exception {
    Door door = open.get(kernel);
    if (door == null) {
      Path folder = Files.createTempDirectory("pw-door-");
      List<Path> more = new ArrayList<>();
      List<Path> classes = GuestCli.files();
      more.add(classes.get(0));
      more.add(Files.copy(classes.get(1), folder.resolve("picocli.jar")));
      more.add(Files.writeString(folder.resolve("aa.c"), program("a").text()));
      more.add(Files.writeString(folder.resolve("bb.c"), program("b").text()));
      door = Door.open(kernel, folder, more);
      open.put(kernel, door);
      door.vm().run("cp /usr/bin/dd /tmp/aaaa && cp /usr/bin/dd /tmp/bbbb");
    }
    return door;
  }

  static Program program(String letter) {
    return Program.of(letter + letter + ".c", COUNTS.replace("WHO", letter));
  }

  static void write(OracleVm vm, String name, int times) throws IOException, InterruptedException {
    vm.run("/tmp/" + name + " if=/dev/zero of=/dev/null bs=1 count=" + times + " status=none");
  }

  static void awaitNoAgent(OracleVm vm) throws Exception {
    // in brackets, so that it is not found in the words of its own shell
    String none = "[ -z \"$(pgrep -f '[A]gent --descriptors')\" ]";
    vm.run("for i in $(seq 600); do " + none + " && break; sleep 0.1; done; " + none);
    assertThat(vm.run("bpftool prog list; bpftool link list")).isEmpty();
  }

  @Override
  public void close() throws IOException {
    for (Door door : open.values()) {
      door.close();
    }
  }
}
