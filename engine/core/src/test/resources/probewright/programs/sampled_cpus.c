// attach: perf:software:cpu-clock:period:10000000=tick
// Which processors are busy, with the sampling period itself.
// workload: dd if=/dev/zero of=/dev/null bs=64k count=1000
#include <uapi/linux/bpf_perf_event.h>

BPF_PERCPU_ARRAY(busy, u64, 2);

int tick(struct bpf_perf_event_data *ctx)
{
	int which = bpf_get_current_pid_tgid() ? 1 : 0;
	u64 *n = busy.lookup(&which);

	if (n)
		*n += ctx->sample_period;
	return 0;
}
