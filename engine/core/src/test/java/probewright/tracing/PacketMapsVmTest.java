package probewright.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.dialect.Program;
import probewright.target.AttachOptions;

/**
 * Maps that say where packets go, and storage of control groups: packets really take the way that
 * the map says, and as many as were sent. What tells nobody what it holds is known by that alone.
 */
@Tag("vm")
class PacketMapsVmTest {
  private static final Guests GUESTS = new Guests();

  @TempDir private static Path folder;
  private static byte[] packets;

  @BeforeAll
  static void compile() throws Exception {
    Path source = Path.of(PacketMapsVmTest.class.getResource("packets.c").toURI());
    Path made = folder.resolve("packets");
    Process process =
        new ProcessBuilder("gcc", "-O1", "-o", made.toString(), source.toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();
    packets = Files.readAllBytes(made);
  }

  @AfterAll
  static void close() {
    GUESTS.close();
  }

  private static Tracing run(String kernel, String text, String... later) throws Exception {
    GUESTS.send(kernel, "/tmp/packets", packets);
    return GUESTS
        .get(kernel)
        .run(Program.of("packets.c", text), AttachOptions.none().withLater(later));
  }

  /** The id of the map or program of a name. */
  private static String id(String kernel, String kind, String name) throws Exception {
    String all = GUESTS.shell(kernel, "bpftool " + kind + " list");
    Matcher line = Pattern.compile("(?m)^(\\d+): \\S+  name " + name + " ").matcher(all);
    assertThat(line.find()).as(all).isTrue();
    return line.group(1);
  }

  private static final String PORTS =
      """
      #include <linux/if_ether.h>
      #include <linux/ip.h>
      #include <linux/udp.h>
      BPF_HASH(hits, u32, u64);
      static struct udphdr *datagram(struct xdp_md *ctx)
      {
          void *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
          struct ethhdr *ethernet = data;
          struct iphdr *ip = (void *)(ethernet + 1);
          struct udphdr *udp = (void *)(ip + 1);
          if ((void *)(udp + 1) > end || ethernet->h_proto != htons(ETH_P_IP) || ip->protocol != 17)
              return 0;
          return udp;
      }
      """;

  /** What is sent on bears another port, so that it is not sent on for ever. */
  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void packetsGoWhereTheMapSays(String kernel) throws Exception {
    String text =
        "// attach: xdp:lo=f\n"
            + PORTS
            + """
            BPF_DEVMAP(devices, 4);
            BPF_CPUMAP(processors, 2);
            int f(struct xdp_md *ctx)
            {
                struct udphdr *udp = datagram(ctx);
                if (!udp)
                    return XDP_PASS;
                u32 port = ntohs(udp->dest);
                if (port != 7777 && port != 7779)
                    return XDP_PASS;
                hits.increment(port);
                udp->dest = htons(port + 1);
                udp->check = 0;
                return port == 7777 ? devices.redirect_map(2, 0) : processors.redirect_map(1, 0);
            }
            """;
    try (Tracing tracing = run(kernel, text)) {
      TypedMap<Integer, Integer> devices = tracing.map("devices", Integer.class, Integer.class);
      TypedMap<Integer, Integer> processors =
          tracing.map("processors", Integer.class, Integer.class);
      assertThat(devices.get(2)).isEmpty();
      assertThat(GUESTS.shell(kernel, "/tmp/packets none 7777 7778")).isEqualTo("0\n");
      assertThat(GUESTS.shell(kernel, "/tmp/packets none 7779 7780")).isEqualTo("0\n");
      // lo is the first device
      devices.put(2, 1);
      processors.put(1, 64);
      assertThat(devices.entries()).isEqualTo(Map.of(2, 1));
      assertThat(processors.entries()).isEqualTo(Map.of(1, 64));
      assertThat(GUESTS.shell(kernel, "/tmp/packets pass 7777 7778 1000")).isEqualTo("1000\n");
      assertThat(GUESTS.shell(kernel, "/tmp/packets pass 7779 7780 1000")).isEqualTo("1000\n");
      assertThat(tracing.map("hits", Integer.class, Long.class).entries())
          .isEqualTo(Map.of(7777, 1001L, 7779, 1001L));
      devices.delete(2);
      assertThat(devices.entries()).isEmpty();
      assertThat(GUESTS.shell(kernel, "/tmp/packets none 7777 7778")).isEqualTo("0\n");
    }
  }

  /** The kernel tells nobody what is in it (EOPNOTSUPP); the packets do. */
  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void packetsGoToARawSocket(String kernel) throws Exception {
    String text =
        "// attach: xdp:lo=f\n"
            + PORTS
            + """
            BPF_XSKMAP(sockets, 4);
            int f(struct xdp_md *ctx)
            {
                struct udphdr *udp = datagram(ctx);
                if (!udp || udp->dest != htons(7781))
                    return XDP_PASS;
                hits.increment(1);
                return sockets.redirect_map(ctx->rx_queue_index, 0);
            }
            """;
    try (Tracing tracing = run(kernel, text)) {
      String map = id(kernel, "map", "sockets");
      assertThat(GUESTS.shell(kernel, "/tmp/packets raw " + map + " 7781 50"))
          .isEqualTo("raw 50, look-up 95\n");
      assertThat(tracing.map("hits", Integer.class, Long.class).entries())
          .isEqualTo(Map.of(1, 50L));
      assertThatThrownBy(() -> tracing.map("sockets")).hasMessageContaining("hits");
    }
  }

  /**
   * Their values are sockets, which the kernel tells as cookies of 64 bits only: bcc's, of 32, it
   * does not tell at all (ENOSPC).
   */
  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void whatIsWrittenToOneSocketComesOutOfAnother(String kernel) throws Exception {
    String text =
        """
        BPF_SOCKMAP(socks, 4);
        BPF_SOCKHASH(named, u32, 4);
        BPF_HASH(hits, u32, u64);
        SEC("sk_skb/stream_verdict")
        int by_index(struct __sk_buff *skb)
        {
            hits.increment(1);
            return socks.sk_redirect_map(skb, 1, 0);
        }
        SEC("sk_skb/stream_verdict")
        int by_key(struct __sk_buff *skb)
        {
            u32 key = 77;
            hits.increment(2);
            return named.sk_redirect_hash(skb, &key, 0);
        }
        """;
    try (Tracing tracing = run(kernel, text, "by_index", "by_key")) {
      String map = id(kernel, "map", "socks");
      String hash = id(kernel, "map", "named");
      for (List<String> both :
          List.of(
              List.of(id(kernel, "prog", "by_index"), map),
              List.of(id(kernel, "prog", "by_key"), hash))) {
        GUESTS.shell(
            kernel,
            "bpftool prog attach id " + both.get(0) + " sk_skb_stream_verdict id " + both.get(1));
      }
      assertThat(GUESTS.shell(kernel, "/tmp/packets socks " + map + " " + hash))
          .isEqualTo("map 20, look-up 28\nhash 20, look-up 28\n");
      assertThat(tracing.map("hits", Integer.class, Long.class).entries())
          .isEqualTo(Map.of(1, 20L, 2, 20L));
      assertThatThrownBy(() -> tracing.map("socks")).hasMessageContaining("hits");
      assertThatThrownBy(() -> tracing.map("named")).hasMessageContaining("hits");
    }
  }

  record OfGroup(long inode, int type) {}

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void eachControlGroupHasItsOwn(String kernel) throws Exception {
    String text =
        """
        BPF_CGROUP_STORAGE(of_group, u64);
        BPF_PERCPU_CGROUP_STORAGE(of_groups, u64);
        SEC("cgroup_skb/egress")
        int sent(struct __sk_buff *skb)
        {
            u64 *all = of_group.get_local_storage(0), *each = of_groups.get_local_storage(0);
            __sync_fetch_and_add(all, 1);
            ++*each;
            return 1;
        }
        """;
    try (Tracing tracing = run(kernel, text, "sent")) {
      String program = id(kernel, "prog", "sent");
      GUESTS.shell(
          kernel,
          "for g in one two; do mkdir /sys/fs/cgroup/$g; bpftool cgroup attach /sys/fs/cgroup/$g"
              + " cgroup_inet_egress id "
              + program
              + "; done");
      // the programs between leave their group when they end
      String sends =
          "sh -c 'echo $$ >/sys/fs/cgroup/%s/cgroup.procs; /tmp/packets pass 7783 7783 %d'";
      assertThat(GUESTS.shell(kernel, sends.formatted("one", 1000))).isEqualTo("1000\n");
      assertThat(GUESTS.shell(kernel, sends.formatted("two", 70))).isEqualTo("70\n");
      long[] inodes =
          GUESTS
              .shell(kernel, "stat -c %i /sys/fs/cgroup/one /sys/fs/cgroup/two")
              .lines()
              .mapToLong(Long::parseLong)
              .toArray();
      String rows = "of_group,%d,1,1000\nof_group,%d,1,70\n".formatted(inodes[0], inodes[1]);
      assertThat(tracing.map("of_group").csv().lines().skip(1))
          .containsExactlyInAnyOrderElementsOf(rows.lines().toList());
      Map<Long, Long> sums = new java.util.TreeMap<>();
      tracing
          .map("of_groups")
          .rows()
          .forEach(
              row ->
                  sums.put(
                      row.key() instanceof probewright.btf.Value.Fields key
                          ? Long.parseLong(key.fields().get(0).value().text())
                          : -1,
                      Long.parseLong(row.value().text())));
      assertThat(sums).isEqualTo(Map.of(inodes[0], 1000L, inodes[1], 70L));
      GUESTS.shell(kernel, "rmdir /sys/fs/cgroup/one /sys/fs/cgroup/two");
    }
  }
}
