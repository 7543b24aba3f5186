package probewright.probes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;

/**
 * A place in the kernel or in a user binary, as the command line spells it: {@code kprobe:vfs_read}
 * is the kind KPROBE with the one part {@code vfs_read}. A colon inside a part is written {@code
 * \:}. In kprobes and kretprobes {@code syscall:NAME} is one part: the translator puts the
 * machine's own entry function in its place.
 */
public record Probe(ProbeKind kind, List<String> parts) {
  private static final String SYSCALL = "syscall:";

  public Probe {
    parts = List.copyOf(parts);
    if (parts.size() != kind.parts()) {
      throw new IllegalArgumentException(kind.form() + " does not fit " + parts);
    }
  }

  /** A probe with its parts as they are, without escapes. */
  public static Probe of(ProbeKind kind, String... parts) {
    return new Probe(kind, List.of(parts));
  }

  /** Reads a spelling; a wrong one is refused with the form that was expected. */
  public static Outcome<Probe> parse(String spelling) {
    List<String> words = split(spelling);
    var kind = ProbeKind.ofWord(words.get(0));
    if (kind.isEmpty()) {
      return Outcome.refused(
          Problem.error(Stage.ATTACH, "probe.unknown-kind", spelling, knownWords()));
    }
    List<String> parts = joinSyscall(kind.get(), words.subList(1, words.size()));
    boolean misfit = parts.size() != kind.get().parts();
    for (int i = 0; !misfit && i < parts.size(); i++) {
      misfit = parts.get(i).isEmpty() && !mayBeEmpty(kind.get(), i);
    }
    if (misfit) {
      return Outcome.refused(
          Problem.error(Stage.ATTACH, "probe.malformed", spelling, kind.get().form()));
    }
    return Outcome.done(new Probe(kind.get(), parts));
  }

  /** A provider is then any; a path that of the process that is asked for. */
  private static boolean mayBeEmpty(ProbeKind kind, int part) {
    return switch (kind) {
      case USDT -> part <= 1;
      case UPROBE, URETPROBE -> part == 0;
      default -> false;
    };
  }

  /** {@code syscall:NAME} is one part: it stands for a function's name. */
  private static List<String> joinSyscall(ProbeKind kind, List<String> parts) {
    boolean syscall =
        isFunction(kind)
            && parts.size() == 2
            && parts.get(0).equals("syscall")
            && !parts.get(1).isEmpty();
    return syscall ? List.of(SYSCALL + parts.get(1)) : parts;
  }

  private static boolean isFunction(ProbeKind kind) {
    return kind == ProbeKind.KPROBE || kind == ProbeKind.KRETPROBE;
  }

  /** The parts of a spelling, without escapes. */
  static List<String> split(String spelling) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < spelling.length(); i++) {
      char c = spelling.charAt(i);
      if (c == '\\' && i + 1 < spelling.length() && spelling.charAt(i + 1) == ':') {
        word.append(':');
        i++;
      } else if (c == ':') {
        words.add(word.toString());
        word.setLength(0);
      } else {
        word.append(c);
      }
    }
    words.add(word.toString());
    return words;
  }

  private static String knownWords() {
    return java.util.Arrays.stream(ProbeKind.values())
        .map(ProbeKind::word)
        .collect(Collectors.joining(", "));
  }

  /** Whether its last part stands for many names at once; see {@link NamePattern}. */
  public boolean isPattern() {
    return kind != ProbeKind.PERF && NamePattern.isOne(parts.get(parts.size() - 1));
  }

  /** The spelling, with escapes where a part needs them. */
  @Override
  public String toString() {
    if (isFunction(kind) && parts.get(0).startsWith(SYSCALL)) {
      return kind.word() + ":" + parts.get(0);
    }
    return kind.word()
        + parts.stream().map(part -> ":" + part.replace(":", "\\:")).collect(Collectors.joining());
  }
}
