package probewright.dialect;

import java.util.Set;
import java.util.regex.Pattern;

/** What of a text is written in libbpf's own form already, and stays as it is. */
final class LibbpfForm {
  private static final Pattern OWN_READS =
      Pattern.compile("BPF_(?:CORE|PROBE)_READ.*|bpf_(?:core|probe)_read.*");

  /** Macros of later releases of libbpf, which the library has for the earlier ones. */
  private static final Set<String> LATER = Set.of("BPF_UPROBE", "BPF_URETPROBE");

  private final Tokens tokens;

  LibbpfForm(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Whether the text is a program of libbpf's from end to end, which stays as it is. */
  boolean isPlain(Translation work) {
    return work.libbpf
        && tokens.words().stream().noneMatch(LATER::contains)
        && work.maps.isEmpty()
        && work.definitions.isEmpty()
        && work.functions.stream()
            .allMatch(function -> function.isLibbpf() || !function.isProgram());
  }

  /** Whether a function of libbpf's form reads the kernel's memory by libbpf's own means. */
  boolean readsByItself(Function function) {
    int end = function.body().end().offset();
    for (int i = tokens.indexAt(Math.max(function.body().begin().offset(), 0));
        tokens.at(i).start() < end;
        i++) {
      if (OWN_READS.matcher(tokens.at(i).text()).matches()) {
        return true;
      }
    }
    return false;
  }
}
