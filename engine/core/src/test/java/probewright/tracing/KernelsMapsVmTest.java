package probewright.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.probes.PerfEvent;
import probewright.target.AttachOptions;
import probewright.target.MapReference;

/** Maps that hold what is the kernel's own: programs, maps, control groups, counters, storage. */
@Tag("vm")
class KernelsMapsVmTest {
  private static final Guests GUESTS = new Guests();

  @AfterAll
  static void close() {
    GUESTS.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void whatIsTheKernelsIsPutInFromJava(String kernel) throws Exception {
    String text =
        """
        // attach: kprobe:syscall:umask=f
        // attach: kprobe:syscall:umask=jumped
        BPF_PROG_ARRAY(jumps, 4);
        BPF_ARRAY(first, u64, 1);
        BPF_ARRAY(second, u64, 1);
        BPF_ARRAY_OF_MAPS(shelf, "first", 2);
        BPF_HASH_OF_MAPS(shelves, u64, "first", 4);
        BPF_CGROUP_ARRAY(groups, 2);
        BPF_PERF_ARRAY(counters, 64);
        BPF_HASH(hits, u32, u64);
        int jumped(struct pt_regs *ctx)
        {
            hits.increment(9);
            return 0;
        }
        int f(struct pt_regs *ctx)
        {
            int zero = 0;
            u64 key = 5;
            void *inner = shelf.lookup(&zero), *other = shelves.lookup(&key);
            u64 *value = inner ? bpf_map_lookup_elem(inner, &zero) : 0;
            struct bpf_perf_event_value counted = {};
            if (value)
                __sync_fetch_and_add(value, 1);
            value = other ? bpf_map_lookup_elem(other, &zero) : 0;
            if (value)
                __sync_fetch_and_add(value, 2);
            hits.increment(groups.check_current_task(1) == 1 ? 1 : 2);
            if (!counters.perf_counter_value(CUR_CPU_IDENTIFIER, &counted, sizeof(counted)))
                hits.increment(counted.counter ? 3 : 4);
            jumps.call(ctx, 3);
            hits.increment(8);
            return 0;
        }
        """;
    try (Tracing tracing = GUESTS.run(kernel, text, AttachOptions.none().withLater("jumped"))) {
      TypedMap<Integer, Long> hits = tracing.map("hits", Integer.class, Long.class);
      GUESTS.shell(kernel, Guests.THOUSAND_CALLS);
      assertThat(hits.drain()).isEqualTo(Map.of(2, 1000L, 8, 1000L));

      tracing.insert("jumps", 3, new MapReference.Function("jumped"));
      tracing.insert("shelf", 0, new MapReference.Inner("first"));
      tracing.insert("shelves", 5L, new MapReference.Inner("second"));
      tracing.insert("groups", 1, new MapReference.ControlGroup("/sys/fs/cgroup"));
      tracing.count("counters", PerfEvent.of("software", "cpu-clock").orElseThrow());
      GUESTS.shell(kernel, Guests.THOUSAND_CALLS);
      assertThat(hits.drain()).isEqualTo(Map.of(1, 1000L, 3, 1000L, 9, 1000L));
      assertThat(tracing.map("first", Integer.class, Long.class).get(0)).contains(1000L);
      assertThat(tracing.map("second", Integer.class, Long.class).get(0)).contains(2000L);

      assertThat(Guests.code(() -> tracing.insert("jumps", 0, new MapReference.Function("none"))))
          .isEqualTo("attach.not-loaded");
      assertThat(
              Guests.code(
                  () -> tracing.insert("groups", 0, new MapReference.ControlGroup("/none"))))
          .isEqualTo("map.failed");
      assertThat(
              Guests.code(
                  () ->
                      tracing.count(
                          "counters", PerfEvent.of("hardware", "cpu-cycles").orElseThrow())))
          .isEqualTo("map.failed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void storageOfTheKernelsThings(String kernel) throws Exception {
    String text =
        """
        BPF_INODE_STORAGE(of_inode, u64);
        BPF_SK_STORAGE(of_socket, u64);
        BPF_HASH(opens, u64, u64);
        BPF_HASH(sends, u64, u64);
        LSM_PROBE(file_open, struct file *file)
        {
            u64 *times = of_inode.inode_storage_get(file->f_inode, 0, BPF_LOCAL_STORAGE_GET_F_CREATE);
            char name[16] = {};
            bpf_get_current_comm(&name, sizeof(name));
            if (times && name[0] == 'd' && name[1] == 'd') {
                u64 count = ++*times;
                u64 inode = file->f_inode->i_ino;
                opens.update(&inode, &count);
            }
            return 0;
        }
        LSM_PROBE(socket_sendmsg, struct socket *sock, void *msg, int size)
        {
            struct sock *sk = sock->sk;
            u64 *times = sk ? of_socket.sk_storage_get(sk, 0, BPF_LOCAL_STORAGE_GET_F_CREATE) : 0;
            if (times && size == 77) {
                u64 count = ++*times, one = 1;
                sends.update(&count, &one);
            }
            return 0;
        }
        """;
    try (Tracing tracing = GUESTS.run(kernel, text, AttachOptions.none())) {
      GUESTS.shell(
          kernel,
          "echo >/tmp/opened; i=0; while [ $i -lt 50 ]; do dd if=/tmp/opened of=/dev/null status=none; i=$((i + 1)); done");
      String inode = GUESTS.shell(kernel, "stat -c %i /tmp/opened").strip();
      GUESTS.shell(
          kernel,
          "bash -c 'exec 3<>/dev/udp/127.0.0.1/9; text=$(printf %077d 1); for i in $(seq 1 20); do printf %s $text >&3 || true; done' 2>/dev/null || true");
      assertThat(tracing.map("opens", Long.class, Long.class).get(Long.parseLong(inode)))
          .contains(50L);
      assertThat(tracing.map("sends", Long.class, Long.class).keys())
          .contains(20L)
          .doesNotContain(21L);
      assertThatThrownBy(() -> tracing.map("of_inode")).hasMessageContaining("opens, sends");
    }
  }
}
