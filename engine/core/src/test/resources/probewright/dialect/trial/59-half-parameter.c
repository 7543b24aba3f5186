// problem at line 3
int kprobe__g(struct pt_regs *ctx) { return ctx->di; }
int kprobe__f(struct pt_regs *ctx, struct requ
