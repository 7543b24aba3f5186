package probewright.dialect;

import java.util.Map;

/**
 * bcc's macros that begin a program: {@code TRACEPOINT_PROBE(sched, sched_switch)}. In the analysis
 * they make a function whose first parameter is the context; in the expanded program that function
 * stands there itself, or libbpf's {@code BPF_PROG} where the arguments come typed.
 */
final class ProbeMacros {
  /**
   * A macro.
   *
   * @param names how many of its arguments name the probe; those behind are the function's own
   * @param prefix of the function's name, before the names joined by two underscores
   * @param context the first parameter; empty where {@code BPF_PROG} declares it
   */
  private record Form(int names, String prefix, String context) {}

  private static final Map<String, Form> FORMS =
      Map.of(
          Tracepoints.MACRO,
          new Form(2, "tracepoint__", "struct %s *args"),
          "RAW_TRACEPOINT_PROBE",
          new Form(1, "raw_tracepoint__", "struct bpf_raw_tracepoint_args *ctx"),
          "KFUNC_PROBE",
          new Form(1, "kfunc__vmlinux__", ""),
          "KRETFUNC_PROBE",
          new Form(1, "kretfunc__vmlinux__", ""),
          "MODULE_KFUNC_PROBE",
          new Form(2, "kfunc__", ""),
          "MODULE_KRETFUNC_PROBE",
          new Form(2, "kretfunc__", ""),
          "KMOD_RET",
          new Form(1, "kmod_ret__vmlinux__", ""),
          "LSM_PROBE",
          new Form(1, "lsm__", ""),
          "BPF_ITER",
          new Form(1, "bpf_iter__", "struct %s *ctx"));

  private ProbeMacros() {}

  /** Whether a function begins with one of them. */
  static boolean begins(Function function, Translation work) {
    Spot begin = function.node().begin();
    return begin.origin() == Spot.Origin.BODY
        && FORMS.containsKey(work.tokens.after(begin.offset()).text());
  }

  /** Writes the function itself in the macro's place. */
  static void rewrite(Function function, Translation work) {
    int start = function.node().begin().offset();
    int at = work.tokens.indexAt(start);
    Form form = FORMS.get(work.tokens.at(at).text());
    // the names are single words, with commas between them, or pasting them would have failed
    Tokens.Token last = work.tokens.at(at + 2 * (form == null ? 1 : form.names()));
    if (form == null || function.name().isEmpty()) {
      return;
    }
    if (form.context().isEmpty()) {
      work.edits.replace(Rewrite.ARGUMENTS, start, last.end(), "int BPF_PROG(" + function.name());
    } else {
      String context = form.context().replace("%s", function.name());
      work.edits.replace(
          Rewrite.ARGUMENTS, start, last.end(), "int " + function.name() + "(" + context);
    }
  }
}
