package probewright.probes;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of probe, each with its word in a probe's spelling and the names of its parts. */
public enum ProbeKind {
  KPROBE("kprobe", "FUNC"),
  KRETPROBE("kretprobe", "FUNC"),
  TRACEPOINT("tracepoint", "CAT:EVENT"),
  RAW_TRACEPOINT("raw_tracepoint", "EVENT"),
  FENTRY("fentry", "FUNC"),
  FEXIT("fexit", "FUNC"),
  FMOD_RET("fmod_ret", "FUNC"),
  LSM("lsm", "HOOK"),
  ITER("iter", "TARGET"),
  UPROBE("uprobe", "PATH:SYMBOL"),
  URETPROBE("uretprobe", "PATH:SYMBOL"),
  USDT("usdt", "PATH:PROVIDER:NAME"),
  PERF("perf", "TYPE:EVENT:freq|period:N"),
  TP_BTF("tp_btf", "EVENT"),
  XDP("xdp", "DEVICE"),
  SOCKET("socket", "DEVICE");

  private final String word;
  private final String partNames;

  ProbeKind(String word, String partNames) {
    this.word = word;
    this.partNames = partNames;
  }

  /** The word before the first colon. */
  public String word() {
    return word;
  }

  /** How many parts follow the word. */
  public int parts() {
    return partNames.split(":", -1).length;
  }

  /** The spelling with its parts named, for messages: {@code kprobe:FUNC}. */
  public String form() {
    return word + ":" + partNames;
  }

  static Optional<ProbeKind> ofWord(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }
}
