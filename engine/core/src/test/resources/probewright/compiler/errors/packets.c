#include <bcc/proto.h>
struct mine_t { u8 pad[6]; u8 one; } BPF_PACKET_HEADER;

static int without(struct ip_t *ip)
{
	return ip->ttl;
}
int f(struct __sk_buff *skb)
{
	struct ip_t *ip = 0;
	struct mine_t *m = 0;
	ip->ttl -= 1;
	m->pad[1] = 2;
	return without(ip);
}
