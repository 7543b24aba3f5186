// The benchmark's producer in bcc's dialect. NAME, SIZE and the kind of the buffer are put in.
// attach: kprobe:__x64_sys_getppid=produce_NAME
struct event_NAME {
  u64 ts;
  u32 pid, seq;
#if SIZE > 16
  char comm[16];
  u64 a, b, c, d;
#endif
#if SIZE > 64
  u64 v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13, v14, v15, v16, v17, v18, v19, v20, v21, v22, v23;
#endif
};
BPF_ARRAY(count_NAME, u64, 1);
BUFFER;
int produce_NAME(struct pt_regs *ctx) {
  struct event_NAME event = {};
  int zero = 0;
  u64 *count = count_NAME.lookup(&zero);
  if (!count) return 0;
  event.ts = bpf_ktime_get_ns();
  event.pid = bpf_get_current_pid_tgid() >> 32;
  event.seq = (*count)++;
#if SIZE > 16
  bpf_get_current_comm(event.comm, sizeof(event.comm));
  event.a = event.seq + 1;
  event.b = event.seq + 2;
  event.c = event.seq + 3;
  event.d = event.seq + 4;
#endif
#if SIZE > 64
  event.v0 = event.seq + 0;
  event.v1 = event.seq + 1;
  event.v2 = event.seq + 2;
  event.v3 = event.seq + 3;
  event.v4 = event.seq + 4;
  event.v5 = event.seq + 5;
  event.v6 = event.seq + 6;
  event.v7 = event.seq + 7;
  event.v8 = event.seq + 8;
  event.v9 = event.seq + 9;
  event.v10 = event.seq + 10;
  event.v11 = event.seq + 11;
  event.v12 = event.seq + 12;
  event.v13 = event.seq + 13;
  event.v14 = event.seq + 14;
  event.v15 = event.seq + 15;
  event.v16 = event.seq + 16;
  event.v17 = event.seq + 17;
  event.v18 = event.seq + 18;
  event.v19 = event.seq + 19;
  event.v20 = event.seq + 20;
  event.v21 = event.seq + 21;
  event.v22 = event.seq + 22;
  event.v23 = event.seq + 23;
#endif
  SUBMIT;
  return 0;
}
