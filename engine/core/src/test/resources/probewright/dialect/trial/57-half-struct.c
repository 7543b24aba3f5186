// problem at line 5
struct data_t {
	u32 pid;
	char comm[
int kprobe__f(struct pt_regs *ctx)
{
	return 0;
}
