// attach: uretprobe:/bin/bash:readline=typed
// Lines typed at bash, with their length.
#include <uapi/linux/ptrace.h>

struct line_t { u32 tgid, uid; int length; char text[96]; };
BPF_PERCPU_ARRAY(room, struct line_t, 1);
BPF_PERF_OUTPUT(lines);

int typed(struct pt_regs *ctx)
{
	const void *text = (const void *)PT_REGS_RC(ctx);
	int only = 0;
	struct line_t *line = room.lookup(&only);

	if (!text || !line)
		return 0;
	line->tgid = bpf_get_current_pid_tgid() >> 32;
	line->uid = bpf_get_current_uid_gid();
	line->length = bpf_probe_read_user_str(line->text, sizeof(line->text), text);
	if (line->length > 1)
		lines.perf_submit(ctx, line, sizeof(*line));
	return 0;
}
