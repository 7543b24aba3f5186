package probewright.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import probewright.dialect.Program;
import probewright.probes.Attachment;
import probewright.probes.Probe;
import probewright.probes.ProbeKind;
import probewright.probes.ProbeSite;

/** The program that sends the first records of some places: who, when, with what. */
final class SamplingProgram {
  static final String STREAM = "samples";

  /** Bytes of a record that are sent; few events have more. */
  static final int RECORD = 512;

  /**
   * The records of system calls, which lie at the top of a stack: less than {@link #RECORD} may be
   * left of it, and nothing is behind it.
   */
  private static final int CALL = 64;

  private static final int RETURN = 24;

  private static final String HEAD =
      """
      struct sample_t {
          u32 place;
          u32 tid;
          u64 at;
          char comm[16];
          u64 arguments[6];
          unsigned char record[RECORD];
      };
      BPF_PERF_OUTPUT(samples);
      BPF_PERCPU_ARRAY(room, struct sample_t, 1);
      BPF_ARRAY(taken, u64, 1);
      """;

  private static final String BODY =
      """

      int sample_PLACE(CONTEXT *ctx)
      {
          int first = 0;
          u64 *all = taken.lookup(&first);
          if (!all || *all >= MOST)
              return 0;
          __sync_fetch_and_add(all, 1);
          struct sample_t *sample = room.lookup(&first);
          if (!sample)
              return 0;
          sample->place = PLACE;
          sample->tid = (u32) bpf_get_current_pid_tgid();
          sample->at = bpf_ktime_get_ns();
          bpf_get_current_comm(&sample->comm, sizeof(sample->comm));
      WHAT
          samples.perf_submit(ctx, sample, sizeof(*sample));
          return 0;
      }
      """;

  private SamplingProgram() {}

  /**
   * The program for some usable places, each at its first probe.
   *
   * @param most how many are sent of all together; of several processors at once a few more
   */
  static Program of(List<ProbeSite> sites, int most) {
    StringBuilder text = new StringBuilder(HEAD.replace("RECORD", String.valueOf(RECORD)));
    List<Attachment> attachments = new ArrayList<>();
    for (int i = 0; i < sites.size(); i++) {
      Probe probe = sites.get(i).probes().get(0);
      text.append(
          BODY.replace("PLACE", String.valueOf(i))
              .replace("CONTEXT", CountingProgram.context(probe.kind()))
              .replace("MOST", String.valueOf(most))
              .replace("WHAT\n", what(probe.kind())));
      attachments.add(new Attachment(probe, "sample_" + i, null));
    }
    return new Program("samples.c", text.toString(), Map.of(), attachments);
  }

  private static String what(ProbeKind kind) {
    return switch (kind) {
      case TRACEPOINT ->
          """
              if (bpf_probe_read_kernel(&sample->record, sizeof(sample->record), ctx)
                  && bpf_probe_read_kernel(&sample->record, CALL, ctx))
                  bpf_probe_read_kernel(&sample->record, RETURN, ctx);
          """
              .replace("CALL", String.valueOf(CALL))
              .replace("RETURN", String.valueOf(RETURN));
      case KPROBE -> {
        StringBuilder reads = new StringBuilder();
        for (int i = 0; i < 6; i++) {
          reads.append("    sample->arguments[" + i + "] = PT_REGS_PARM" + (i + 1) + "(ctx);\n");
        }
        yield reads.toString();
      }
      case USDT -> CountingProgram.STATIC;
      case KRETPROBE -> "    sample->arguments[0] = PT_REGS_RC(ctx);\n";
      default -> "";
    };
  }
}
