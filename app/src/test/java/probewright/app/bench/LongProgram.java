package probewright.app.bench;

/** A program of any length, as a person would write it. */
final class LongProgram {
  private static final String HEAD =
      """
      #include <linux/blkdev.h>
      // attach: kprobe:blk_mq_start_request=trace_0

      """;

  private static final String PART =
      """
      struct event_%1$d_t {
          u64 ts;
          u32 pid;
          char comm[TASK_COMM_LEN];
      };

      BPF_HASH(start_%1$d, struct request *, u64);
      BPF_PERF_OUTPUT(events_%1$d);

      /*
       * When it began is kept under the request's address: "start" of part %1$d.
       */
      int trace_%1$d(struct pt_regs *ctx, struct request *req)
      {
          struct event_%1$d_t e = {};
          u64 *ts = start_%1$d.lookup(&req);

          if (ts != NULL) {
              e.ts = (bpf_ktime_get_ns() - *ts) / 1000;
              e.pid = bpf_get_current_pid_tgid() >> 32;
              if (e.ts > 1000 && req->__data_len) {
                  bpf_get_current_comm(&e.comm, sizeof(e.comm));
                  events_%1$d.perf_submit(ctx, &e, sizeof(e)); // of one request
              }
              start_%1$d.delete(&req);
          }
          return 0;
      }

      """;

  private LongProgram() {}

  /** The text of so many lines. */
  static String of(int lines) {
    StringBuilder text = new StringBuilder(HEAD);
    int part = 0;
    long written = HEAD.lines().count();
    long each = PART.lines().count();
    while (written + each <= lines) {
      text.append(PART.formatted(part++));
      written += each;
    }
    while (written < lines) {
      text.append("// the end\n");
      written++;
    }
    return text.toString();
  }
}
