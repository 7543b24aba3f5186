// attach: kprobe:vfs_read
// attach: kprobe:a:b=f
BPF_HASH(start, u32);
int f(struct pt_regs *ctx, struct request *req)
{
	u32 k = 0; /* é 漢 𝄞 */ start.updat(&k, &k);
	req->nope = 1;
	forgotten(3);
	return req->__data_len
}
