// Addresses behind a VLAN tag counted, and one of them changed: a program of traffic control.
#include <bcc/proto.h>
struct key_t { u32 src, dst; u64 mac; };
BPF_HASH(seen, struct key_t, u64);
struct mine_t { unsigned char a:4; unsigned char b:4; __be16 c; u8 pad[4]; unsigned short d; } BPF_PACKET_HEADER;
static inline u32 addr(struct __sk_buff *skb, struct ip_t *ip) { return ip->src; }
int handle(struct __sk_buff *skb) {
  u8 *cursor = 0;
  struct key_t key = {};
  ethernet: {
    struct ethernet_t *e = cursor_advance(cursor, sizeof(*e));
    key.mac = e->src;
    switch (e->type) {
      case ETH_P_IP: goto ip;
      case ETH_P_8021Q: goto dot1q;
      default: goto EOP;
    }
  }
  dot1q: {
    struct dot1q_t *q = cursor_advance(cursor, sizeof(*q));
    if (q->vlanid != 5) goto EOP;
  }
  ip: {
    struct ip_t *ip = cursor_advance(cursor, sizeof(*ip));
    key.src = addr(skb, ip); key.dst = ip->dst;
    u32 old = ip->dst, new = 0x0a000001;
    ip->dst = new;
    ip->ttl = ip->ttl - 1;
    ip->df = 1;
    incr_cksum_l3(&ip->hchecksum, old, new);
    struct mine_t *m = cursor_advance(cursor, sizeof(*m));
    key.mac += m->a + m->c + m->d + bpf_ntohs(m->d);
    seen.increment(key);
  }
EOP:
  return 0;
}
