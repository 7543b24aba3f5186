package probewright.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import probewright.dialect.Program;
import probewright.probes.Attachment;
import probewright.probes.Probe;
import probewright.probes.ProbeKind;
import probewright.probes.ProbeSite;

/**
 * The program that counts how often places are passed: functions of the kernel by their addresses,
 * with one function of the program for all of them; everything else with one each. It counts only
 * while its gate is open, so that all are counted over the same time.
 */
record CountingProgram(Program program, List<Probe> byFunction, List<Probe> byNumber) {
  static final String BY_FUNCTION = "by_function";
  static final String BY_NUMBER = "by_number";
  static final String TOTALS = "totals";
  static final String GATE = "gate";

  private static final String HEAD =
      """
      BPF_PERCPU_HASH(by_function, u64, u64, FUNCTIONS);
      BPF_PERCPU_ARRAY(by_number, u64, NUMBERS);
      BPF_PERCPU_ARRAY(totals, u64, 2);
      BPF_ARRAY(gate, u64, 1);
      """;

  private static final String BODY =
      """

      int NAME(CONTEXT *ctx)
      {
          int first = 0, second = 1, number = NUMBER;
          u64 began = bpf_ktime_get_ns();
          u64 *open = gate.lookup(&first);
          if (!open || !*open)
              return 0;
      COUNT
          u64 *hits = totals.lookup(&first);
          u64 *spent = totals.lookup(&second);
          if (hits)
              *hits += 1;
          if (spent)
              *spent += bpf_ktime_get_ns() - began;
          return 0;
      }
      """;

  private static final String FUNCTION =
      """
          u64 address = bpf_get_func_ip(ctx), zero = 0;
          u64 *count = by_function.lookup_or_try_init(&address, &zero);
          if (count)
              *count += 1;
      """;

  /** Without a helper of its own a static probe finds no room for the places it has. */
  static final String STATIC = "    bpf_usdt_arg_cnt(ctx);\n";

  private static final String PLACE =
      """
          u64 *count = by_number.lookup(&number);
          if (count)
              *count += 1;
      """;

  CountingProgram {
    byFunction = List.copyOf(byFunction);
    byNumber = List.copyOf(byNumber);
  }

  /** The program for some usable places, each at its first probe. */
  static CountingProgram of(List<ProbeSite> sites) {
    List<Probe> byFunction = new ArrayList<>();
    List<Probe> byNumber = new ArrayList<>();
    for (ProbeSite site : sites) {
      Probe probe = site.probes().get(0);
      (probe.kind() == ProbeKind.KPROBE ? byFunction : byNumber).add(probe);
    }
    StringBuilder text =
        new StringBuilder(
            HEAD.replace("FUNCTIONS", String.valueOf(Math.max(1, 2 * byFunction.size())))
                .replace("NUMBERS", String.valueOf(Math.max(1, byNumber.size()))));
    List<Attachment> attachments = new ArrayList<>();
    if (!byFunction.isEmpty()) {
      text.append(function("count_functions", "struct pt_regs", 0, FUNCTION));
      attachments.add(new Attachment(together(byFunction), "count_functions", null));
    }
    for (int i = 0; i < byNumber.size(); i++) {
      Probe probe = byNumber.get(i);
      String name = "count_" + i;
      String count = probe.kind() == ProbeKind.USDT ? STATIC + PLACE : PLACE;
      text.append(function(name, context(probe.kind()), i, count));
      attachments.add(new Attachment(probe, name, null));
    }
    return new CountingProgram(
        new Program("rates.c", text.toString(), Map.of(), attachments), byFunction, byNumber);
  }

  private static String function(String name, String context, int number, String count) {
    return BODY.replace("NAME", name)
        .replace("CONTEXT", context)
        .replace("NUMBER", String.valueOf(number))
        .replace("COUNT\n", count);
  }

  /** What a program that only counts calls its argument. */
  static String context(ProbeKind kind) {
    return switch (kind) {
      case KPROBE, KRETPROBE, UPROBE, URETPROBE, USDT -> "struct pt_regs";
      case PERF -> "struct bpf_perf_event_data";
      default -> "void";
    };
  }

  /** All by one attachment, which the kernel may know to make one link of. */
  private static Probe together(List<Probe> functions) {
    if (functions.size() == 1) {
      return functions.get(0);
    }
    return Probe.of(
        ProbeKind.KPROBE,
        functions.stream()
            .map(probe -> probe.parts().get(0).replace(".", "\\."))
            .collect(Collectors.joining("|", "^(", ")$")));
  }
}
