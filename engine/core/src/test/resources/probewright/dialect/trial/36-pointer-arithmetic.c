int kprobe__f(struct pt_regs *ctx, struct sk_buff *skb, char **argv)
{
	struct iphdr *ip = (struct iphdr *)(skb->head + skb->transport_header);
	const char *second = *(argv + 1), *third = argv[2];
	return ip->protocol + ip->saddr + (second != third) + ip->version;
}
