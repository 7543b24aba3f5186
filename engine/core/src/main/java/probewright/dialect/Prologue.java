package probewright.dialect;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What stands before the program proper: headers, and of our library what the program uses. */
final class Prologue {
  private Prologue() {}

  /**
   * Puts it where the user's own includes stood, or behind the comment that heads the file. Needs
   * all other edits to be there.
   */
  static void add(Translation work, Includes includes, int codeStart, String rest) {
    Set<String> words = new LinkedHashSet<>(work.tokens.words());
    for (Edit edit : work.edits.inOrder()) {
      words.addAll(new Tokens(edit.replacement()).words());
    }
    words.addAll(new Tokens(rest).words());
    Set<String> defined = defined(work.tokens);
    Predicate<String> there = name -> defined.contains(name) || work.kernel.hasEnumerator(name);
    List<String> items = new Library().needed(words, there);
    items.forEach(item -> words.addAll(new Tokens(item).words()));

    List<String> lines = new ArrayList<>();
    lines.add("#include \"vmlinux.h\"");
    lines.add("#include <bpf/bpf_helpers.h>");
    include(lines, "bpf_tracing.h", words, "PT_REGS_.*|BPF_(PROG|KPROBE|KRETPROBE)");
    include(
        lines,
        "bpf_core_read.h",
        words,
        "BPF_CORE_.*|BPF_PROBE_READ.*|bpf_core_.*|PT_REGS_.*_CORE.*");
    include(lines, "bpf_endian.h", words, "bpf_[nh]to[nh].*|bpf_be\\d+_to_cpu|bpf_cpu_to_be\\d+");
    for (Map.Entry<String, String> parameter : work.program.parameters().entrySet()) {
      lines.add("#define " + parameter.getKey() + " " + parameter.getValue());
    }
    StringBuilder prologue = new StringBuilder(String.join("\n", lines)).append("\n");
    String before = "";
    for (String item : items) {
      boolean together = isOneLine(before) && isOneLine(item);
      prologue.append(together ? "" : "\n").append(item);
      before = item;
    }
    int at = position(work.source, includes, codeStart);
    if (!blankFollows(work, at)) {
      prologue.append("\n");
    }
    work.edits.close(at, prologue.toString());
  }

  private static boolean isOneLine(String item) {
    return !item.isEmpty() && item.indexOf('\n') == item.length() - 1;
  }

  /** Whether what stays of the user's text goes on with an empty line. */
  private static boolean blankFollows(Translation work, int at) {
    int next = at;
    for (Edit edit : work.edits.inOrder()) {
      if (edit.offset() == next && edit.replacement().isEmpty()) {
        next = edit.offset() + edit.length();
      }
    }
    return work.source.text().startsWith("\n", next);
  }

  private static void include(List<String> lines, String header, Set<String> words, String uses) {
    if (words.stream().anyMatch(word -> word.matches(uses))) {
      lines.add("#include <bpf/" + header + ">");
    }
  }

  private static int position(SourceText source, Includes includes, int codeStart) {
    if (!includes.all().isEmpty() && includes.all().get(0).start() < codeStart) {
      return includes.all().get(0).start();
    }
    for (int line = 1; source.lineEnd(line) < codeStart; line++) {
      if (source.text().substring(source.lineStart(line), source.lineEnd(line)).isBlank()) {
        return source.lineEnd(line) + 1;
      }
    }
    return 0;
  }

  /** Names that the program defines as macros. */
  private static Set<String> defined(Tokens tokens) {
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i + 2 < tokens.all().size(); i++) {
      if (tokens.at(i).is("#") && tokens.at(i + 1).is("define")) {
        names.add(tokens.at(i + 2).text());
      }
    }
    return names;
  }
}
