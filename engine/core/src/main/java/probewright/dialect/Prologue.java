package probewright.dialect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What stands before the program proper: headers, and of our library what the program uses. */
final class Prologue {
  /** Headers of libbpf's, each with the names that ask for it. */
  private static final Map<String, Pattern> HEADERS = new LinkedHashMap<>();

  static {
    HEADERS.put(
        "bpf_tracing.h", Pattern.compile("PT_REGS_.*|BPF_(PROG2?|KPROBE|KRETPROBE|KSYSCALL)"));
    HEADERS.put(
        "bpf_core_read.h",
        Pattern.compile("BPF_CORE_.*|BPF_PROBE_READ.*|bpf_core_.*|PT_REGS_.*_CORE.*|BPF_KSYSCALL"));
    HEADERS.put("usdt.bpf.h", Pattern.compile("BPF_USDT|bpf_usdt_.*"));
    HEADERS.put(
        "bpf_endian.h", Pattern.compile("bpf_[nh]to[nh].*|bpf_be\\d+_to_cpu|bpf_cpu_to_be\\d+"));
  }

  private Prologue() {}

  /**
   * Puts it where the user's own includes stood, or behind the comment that heads the file. Needs
   * all other edits to be there.
   *
   * @param fromKernel what the target's kernel said of itself
   * @param rest what stands behind the user's text
   */
  static void add(
      Translation work,
      DefinedNames names,
      Includes includes,
      int codeStart,
      List<String> fromKernel,
      String rest) {
    Set<String> words = new LinkedHashSet<>(work.tokens.words());
    for (Edit edit : work.edits.inOrder()) {
      words.addAll(new Tokens(edit.replacement()).words());
    }
    words.addAll(new Tokens(rest).words());
    OwnNames own = new OwnNames(work.tokens);
    Predicate<String> there =
        name ->
            names.ordinary().contains(name)
                || own.ordinary().contains(name)
                || (own.tags().contains(name) && Library.ours().isStruct(name))
                || work.definitions.containsKey(name)
                || work.kernel.hasEnumerator(name);
    addDefinitions(words, work.definitions, there);
    List<String> items = Library.ours().needed(words, there);
    items.forEach(item -> words.addAll(new Tokens(item).words()));

    List<String> lines = new ArrayList<>();
    lines.add("#include \"vmlinux.h\"");
    lines.add("#include <bpf/bpf_helpers.h>");
    HEADERS.forEach(
        (header, uses) -> {
          if (words.stream().anyMatch(word -> uses.matcher(word).matches())) {
            lines.add("#include <bpf/" + header + ">");
          }
        });
    for (Map.Entry<String, String> definition : work.definitions.entrySet()) {
      if (isAsked(definition.getKey(), words)) {
        lines.add(("#define " + definition.getKey() + " " + definition.getValue()).stripTrailing());
      }
    }
    StringBuilder prologue = new StringBuilder(String.join("\n", lines)).append("\n");
    fromKernel.forEach(text -> prologue.append('\n').append(text));
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
    work.edits.close(Rewrite.PROLOGUE, at, prologue.toString());
  }

  /** Adds the words of the definitions that are asked for, by the text or by what it needs. */
  private static void addDefinitions(
      Set<String> words, Map<String, String> definitions, Predicate<String> there) {
    Set<String> open = new LinkedHashSet<>(definitions.keySet());
    boolean grew = true;
    while (grew) {
      Set<String> reached = new LinkedHashSet<>(words);
      reached.addAll(Library.ours().wordsOfNeeded(words, there));
      grew =
          open.removeIf(
              name ->
                  isAsked(name, reached)
                      && words.addAll(new Tokens(name + " " + definitions.get(name)).words()));
    }
  }

  /** An option that is a module is asked for by the option's own name. */
  private static boolean isAsked(String name, Set<String> words) {
    boolean option = name.startsWith("CONFIG_") && name.endsWith("_MODULE");
    return words.contains(name)
        || (option && words.contains(name.substring(0, name.length() - "_MODULE".length())));
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

  private static int position(SourceText source, Includes includes, int codeStart) {
    if (!includes.all().isEmpty() && includes.all().get(0).start() < codeStart) {
      return includes.all().get(0).start();
    }
    for (int line = 1; source.lineEnd(line) < codeStart; line++) {
      if (source.text().substring(source.lineStart(line), source.lineEnd(line)).isBlank()) {
        return source.lineEnd(line) + 1;
      }
    }
    // nothing parts the comment from the code: it is the code's, unless it says where to attach
    int first = source.lineOf(codeStart);
    boolean attach =
        first > 1
            && source
                .text()
                .substring(source.lineStart(first - 1), source.lineEnd(first - 1))
                .matches("\\s*//\\s*attach:.*");
    return attach ? source.lineStart(first) : 0;
  }
}
