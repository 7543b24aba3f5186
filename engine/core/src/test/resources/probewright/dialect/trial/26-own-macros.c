#define LENGTH(s) ((s)->len)
#define TWO(a, b) LENGTH(a) + LENGTH(b)
#define STORE(map, key, value) do { u64 v_ = (value); map.update(&(key), &v_); } while (0)
#define DECLARE(name) BPF_HASH(name, u32, u64)
DECLARE(sizes);
int kprobe__f(struct pt_regs *ctx, struct sk_buff *a, struct sk_buff *b)
{
	u32 k = 1;
	STORE(sizes, k, TWO(a, b));
	return LENGTH(a->next);
}
