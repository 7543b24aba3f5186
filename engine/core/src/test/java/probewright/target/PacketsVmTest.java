package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.output.RawEntry;

/** Packets on real kernels: known ones go over lo, and programs count them by their headers. */
@Tag("vm")
class PacketsVmTest {
  /** Datagrams of 5, 11 and 2 bytes, and two calls that nobody takes. */
  private static final String TRAFFIC =
      """
      for i in 1 2 3 4 5 6 7; do echo -n hello >/dev/udp/127.0.0.1/7001; done
      for i in 1 2 3; do echo -n 'hello world' >/dev/udp/127.0.0.1/7002; done
      echo -n hi >/dev/udp/127.0.0.1/7005
      for i in 1 2; do (: </dev/tcp/127.0.0.1/7003) 2>/dev/null || true; done
      """;

  private static final String SUMS = "struct sum { u64 packets, bytes; };\n";

  private static final String BY_HEADERS =
      "#include <bcc/proto.h>\n"
          + SUMS
          + """
          BPF_TABLE_PINNED("hash", u32, struct sum, seen, 64, "/sys/fs/bpf/seen");

          int count(struct __sk_buff *skb)
          {
              u8 *cursor = 0;
              struct ethernet_t *ethernet = cursor_advance(cursor, sizeof(*ethernet));
              if (ethernet->type != 0x0800)
                  return 0;
              struct ip_t *ip = cursor_advance(cursor, sizeof(*ip));
              u32 key = ip->nextp << 16;
              if (ip->nextp == 17) {
                  struct udp_t *udp = cursor_advance(cursor, sizeof(*udp));
                  key |= udp->dport;
              } else if (ip->nextp == 6) {
                  struct tcp_t *tcp = cursor_advance(cursor, sizeof(*tcp));
                  if (!tcp->flag_syn || tcp->flag_ack)
                      return 0;
                  key |= tcp->dst_port;
              }
              struct sum none = {}, *sum = seen.lookup_or_try_init(&key, &none);
              if (sum) {
                  sum->packets++;
                  sum->bytes += ip->tlen;
              }
              return 0;
          }

          int change(struct __sk_buff *skb)
          {
              u8 *cursor = 0;
              struct ethernet_t *ethernet = cursor_advance(cursor, sizeof(*ethernet));
              struct ip_t *ip = cursor_advance(cursor, sizeof(*ip));
              if (ethernet->type != 0x0800 || ip->ver != 4 || ip->nextp != 17)
                  return 0;
              struct udp_t *udp = cursor_advance(cursor, sizeof(*udp));
              u16 from = udp->dport, to = 7006;
              if (from == 7005) {
                  udp->dport = to;
                  incr_cksum_l4(&udp->crc, from, to, 0);
              }
              return 0;
          }
          """;

  private static final String DIRECTLY =
      "// attach: xdp:lo=on_packet\n"
          + "#include <linux/if_ether.h>\n#include <linux/ip.h>\n#include <linux/tcp.h>\n"
          + SUMS
          + """
          BPF_HASH(seen, u32, struct sum, 64);

          int on_packet(struct xdp_md *ctx)
          {
              void *data = (void *)(long)ctx->data;
              void *end = (void *)(long)ctx->data_end;
              struct ethhdr *ethernet = data;
              struct iphdr *ip = (void *)(ethernet + 1);
              struct udphdr *udp = (void *)(ip + 1);
              if ((void *)(udp + 1) > end || ethernet->h_proto != htons(ETH_P_IP) || ip->ihl != 5)
                  return XDP_PASS;
              if (ip->protocol == IPPROTO_TCP) {
                  struct tcphdr *tcp = (void *)udp;
                  if ((void *)(tcp + 1) > end || !tcp->syn || tcp->ack)
                      return XDP_PASS;
              } else if (ip->protocol != IPPROTO_UDP) {
                  return XDP_PASS;
              }
              u32 key = ip->protocol << 16 | ntohs(udp->dest);
              struct sum none = {}, *sum = seen.lookup_or_try_init(&key, &none);
              if (sum) {
                  sum->packets++;
                  sum->bytes += ntohs(ip->tot_len);
              }
              return XDP_PASS;
          }
          """;

  @TempDir static Path folder;
  static MapBench bench;

  @BeforeAll
  static void open() {
    bench = new MapBench(folder);
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void xdpCountsPacketsByTheirHeaders(String kernel) throws Exception {
    bench.run(
        kernel,
        DIRECTLY,
        TRAFFIC,
        ran ->
            assertThat(sums(ran.run().read("seen")))
                .containsExactly(
                    "6 7003: 2 packets, 120 bytes",
                    "17 7001: 7 packets, 231 bytes",
                    "17 7002: 3 packets, 117 bytes",
                    "17 7005: 1 packets, 30 bytes"));
  }

  /**
   * Programs of traffic control are attached by its own tool, from the object that is made here.
   */
  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void trafficControlCountsAndChangesPacketsByBccsHeaders(String kernel) throws Exception {
    String object =
        Base64.getMimeEncoder(76, new byte[] {10})
            .encodeToString(bench.object(kernel, BY_HEADERS).elf());
    String pin =
        MapBench.shell(
                bench.target(kernel),
                "set -e\nbase64 -d >/tmp/counts.o <<END\n"
                    + object
                    + "\nEND\n"
                    + """
                    tc qdisc add dev lo clsact
                    tc filter add dev lo egress bpf direct-action obj /tmp/counts.o sec tc
                    tc filter add dev lo ingress bpf direct-action obj /tmp/counts.o sec socket
                    """
                    + TRAFFIC
                    + "tc qdisc del dev lo clsact\nfind /sys/fs/bpf -name seen\n")
            .strip();
    bench.run(
        kernel,
        SUMS
            + "BPF_TABLE_PINNED(\"hash\", u32, struct sum, seen, 64, \""
            + pin
            + "\");\nint kprobe__sys_sync(void *ctx) { return 0; }\n",
        "true",
        ran ->
            assertThat(sums(ran.run().read("seen")))
                .containsExactly(
                    "6 7003: 2 packets, 120 bytes",
                    "17 7001: 7 packets, 231 bytes",
                    "17 7002: 3 packets, 117 bytes",
                    "17 7006: 1 packets, 30 bytes"));
  }

  /** Those of our own traffic: others may go over lo, too. */
  private static List<String> sums(List<RawEntry> entries) {
    return entries.stream()
        .sorted((a, b) -> Integer.compare(little(a.key()).getInt(0), little(b.key()).getInt(0)))
        .filter(entry -> (little(entry.key()).getInt(0) & 0xffff) / 10 == 700)
        .map(
            entry -> {
              int key = little(entry.key()).getInt(0);
              ByteBuffer sum = little(entry.value());
              return "%d %d: %d packets, %d bytes"
                  .formatted(key >> 16, key & 0xffff, sum.getLong(0), sum.getLong(8));
            })
        .toList();
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
