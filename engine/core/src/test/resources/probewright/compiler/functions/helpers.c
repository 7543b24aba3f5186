int kprobe__a(struct pt_regs *ctx, struct request *req);
static int deeper(struct request *req);

inline int alone(int x) { return x + 1; }

static inline int both(int x)
{
	return x + 2;
}

__always_inline int already(int x) { return x; }

static __noinline int called(int x) { return x * 3; }

static
int plain(struct request *req) { return req->__data_len; }

static void nothing(void) {}

static int deeper(struct request *req) { return plain(req) + req->cmd_flags; }

int kprobe__a(struct pt_regs *ctx, struct request *req)
{
	nothing();
	return alone(1) + both(2) + already(3) + called(4) + deeper(req);
}

void kprobe__b(void *ctx) { if (called(3)) return; return nothing(); }
