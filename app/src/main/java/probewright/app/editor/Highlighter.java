package probewright.app.editor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Colours C text in bcc's dialect. A scanner and no parser: text that is half typed keeps its
 * colours. Any thread.
 */
public final class Highlighter {
  private static final Set<String> KEYWORDS =
      Set.of(
          "auto",
          "break",
          "case",
          "const",
          "continue",
          "default",
          "do",
          "else",
          "enum",
          "extern",
          "for",
          "goto",
          "if",
          "inline",
          "register",
          "restrict",
          "return",
          "sizeof",
          "static",
          "struct",
          "switch",
          "typedef",
          "union",
          "volatile",
          "while",
          "NULL",
          "true",
          "false");
  private static final Set<String> TYPES =
      Set.of(
          "void",
          "char",
          "short",
          "int",
          "long",
          "float",
          "double",
          "signed",
          "unsigned",
          "bool",
          "u8",
          "u16",
          "u32",
          "u64",
          "s8",
          "s16",
          "s32",
          "s64",
          "__u8",
          "__u16",
          "__u32",
          "__u64",
          "__s8",
          "__s16",
          "__s32",
          "__s64");
  private static final List<String> MACRO_PREFIXES =
      List.of(
          "BPF_",
          "PT_REGS_",
          "TP_DATA_LOC_READ",
          "TRACEPOINT_PROBE",
          "RAW_TRACEPOINT_PROBE",
          "KFUNC_PROBE",
          "KRETFUNC_PROBE",
          "KMOD_RET",
          "LSM_PROBE",
          "MODULE_K");
  private static final Set<String> MACROS = Set.of("SEC", "CUR_CPU_IDENTIFIER", "TASK_COMM_LEN");

  private final String text;
  private final BooleanSupplier cancelled;
  private final List<Span> spans = new ArrayList<>();
  private final Set<String> maps = new HashSet<>();
  private int at;
  private String before = "";

  private Highlighter(String text, BooleanSupplier cancelled) {
    this.text = text;
    this.cancelled = cancelled;
  }

  /** The spans of a whole text, without gaps; empty for an empty text. */
  public static List<Span> spans(String text) {
    return spans(text, () -> false);
  }

  /** The same; gives up with what it has once {@code cancelled} says so. */
  public static List<Span> spans(String text, BooleanSupplier cancelled) {
    Highlighter run = new Highlighter(text, cancelled);
    run.findMaps();
    run.scan();
    return run.spans;
  }

  /** A map is the first argument of a macro that declares one, or the third of BPF_TABLE. */
  private void findMaps() {
    int from = text.indexOf("BPF_");
    while (from >= 0) {
      int open = endOfName(from);
      String macro = text.substring(from, open);
      int close = text.indexOf(')', open);
      if (open < text.length() && text.charAt(open) == '(' && close > 0) {
        String[] arguments = text.substring(open + 1, close).split(",", -1);
        int named = macro.startsWith("BPF_TABLE") || macro.startsWith("BPF_F_TABLE") ? 3 : 0;
        if (named < arguments.length) {
          maps.add(arguments[named].trim());
        }
      }
      from = text.indexOf("BPF_", open);
    }
  }

  private void scan() {
    while (at < text.length() && !cancelled.getAsBoolean()) {
      char c = text.charAt(at);
      if (text.startsWith("//", at)) {
        put(endOfLine(at), "comment");
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        put(end < 0 ? text.length() : end + 2, "comment");
      } else if (c == '"' || c == '\'') {
        put(endOfString(c), "string");
      } else if (c == '#' && text.substring(startOfLine(at), at).isBlank()) {
        directive();
      } else if (Character.isDigit(c)) {
        put(endOfName(at), "number");
        before = "";
      } else if (Character.isJavaIdentifierStart(c)) {
        name();
      } else {
        if (!Character.isWhitespace(c)) {
          before = String.valueOf(c);
        }
        put(at + 1, "");
      }
    }
  }

  private void name() {
    int end = endOfName(at);
    String word = text.substring(at, end);
    put(end, style(word, nextIs(end, '(')));
    before = word;
  }

  private String style(String word, boolean called) {
    if (MACROS.contains(word) || MACRO_PREFIXES.stream().anyMatch(word::startsWith)) {
      return "macro";
    }
    if (KEYWORDS.contains(word)) {
      return "keyword";
    }
    boolean tag = before.equals("struct") || before.equals("union") || before.equals("enum");
    if (tag || TYPES.contains(word) || (word.endsWith("_t") && !called)) {
      return "type";
    }
    if (maps.contains(word) && !before.equals(".") && !before.equals(">")) {
      return "map";
    }
    return called || word.startsWith("bpf_") ? "helper" : "";
  }

  private void directive() {
    int line = endOfLine(at);
    int word = at + 1;
    while (word < line && Character.isWhitespace(text.charAt(word))) {
      word++;
    }
    boolean include = text.startsWith("include", word);
    put(endOfName(word), "keyword");
    if (include) {
      int start = at;
      while (start < line && Character.isWhitespace(text.charAt(start))) {
        start++;
      }
      put(start, "");
      int close = text.indexOf(text.startsWith("<", start) ? '>' : '"', start + 1);
      put(close < 0 || close >= line ? line : close + 1, "string");
    }
    before = "";
  }

  private boolean nextIs(int from, char wanted) {
    int i = from;
    while (i < text.length() && text.charAt(i) == ' ') {
      i++;
    }
    return i < text.length() && text.charAt(i) == wanted;
  }

  private int endOfString(char quote) {
    for (int i = at + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == quote) {
        return i + 1;
      } else if (c == '\n') {
        return i;
      }
    }
    return text.length();
  }

  private int endOfName(int from) {
    int i = from;
    while (i < text.length()
        && Character.isJavaIdentifierPart(text.charAt(i))
        && text.charAt(i) != '\0') {
      i++;
    }
    return i;
  }

  private int startOfLine(int from) {
    return text.lastIndexOf('\n', from - 1) + 1;
  }

  private int endOfLine(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private void put(int end, String style) {
    int length = end - at;
    if (length <= 0) {
      return;
    }
    int last = spans.size() - 1;
    if (last >= 0 && spans.get(last).style().equals(style)) {
      spans.set(last, new Span(spans.get(last).length() + length, style));
    } else {
      spans.add(new Span(length, style));
    }
    at = end;
  }
}
