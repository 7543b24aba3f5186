package probewright.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Place;

/**
 * The edits that move a local struct from the stack, which has 512 bytes, to a map with one room
 * for each CPU: the map, the look-up with its check, and a pointer where the struct was named.
 */
final class StackRoom {
  private static final Pattern NO_CODE =
      Pattern.compile("//[^\n]*|(?s:/\\*.*?\\*/)|\"(?:[^\"\\\\\n]++|\\\\.)*+\"");
  private static final Pattern FUNCTION =
      Pattern.compile("(?m)^[A-Za-z_][^;{}=]*\\([^;{}]*\\)\\s*\\{");
  private static final Pattern NOTHING =
      Pattern.compile("^(?:(?:static|inline|__always_inline|__noinline)\\s+)*void\\s+\\w[\\s\\S]*");
  private static final Pattern DECLARED =
      Pattern.compile(
          "(?m)^([ \\t]*)((?:struct|union)\\s+\\w+|\\w+_t)\\s+(\\w+)\\s*(=\\s*\\{[^;{}]*\\})?\\s*;");
  private static final Pattern ARRAY = Pattern.compile("\\[\\s*(\\d{1,6})\\s*\\]");
  private static final Pattern EMPTY = Pattern.compile("=\\s*\\{\\s*0?\\s*\\}");

  private final String file;
  private final String text;
  private final String code;
  private final List<Fix.Edit> edits = new ArrayList<>();

  private StackRoom(String file, String text) {
    this.file = file;
    this.text = text;
    this.code = NO_CODE.matcher(text).replaceAll(found -> " ".repeat(found.group().length()));
  }

  /**
   * The fix for the largest struct of the function in which clang finds no room; empty when it has
   * none that is simply declared.
   */
  static Optional<Fix> fix(String file, String text, Place place) {
    return place.file().equals(file)
        ? new StackRoom(file, text).of(place.line())
        : Optional.empty();
  }

  private Optional<Fix> of(int line) {
    int at = lineStart(line);
    Matcher function = FUNCTION.matcher(code);
    int begin = -1;
    String header = "";
    while (function.find() && function.start() <= at) {
      begin = function.start();
      header = function.group();
    }
    if (begin < 0) {
      return Optional.empty();
    }
    Matcher declared = DECLARED.matcher(code).region(begin, end(begin));
    int largest = -1;
    int where = -1;
    while (declared.find()) {
      String initial = declared.group(4);
      int size = size(declared.group(2));
      if (size > largest && (initial == null || EMPTY.matcher(initial).matches())) {
        largest = size;
        where = declared.start();
      }
    }
    return where < 0 || !declared.find(where)
        ? Optional.empty()
        : Optional.of(move(declared, begin, header));
  }

  /** The bytes of the arrays in a struct of the text; what else it holds is no matter of size. */
  private int size(String type) {
    Matcher body = Pattern.compile(Pattern.quote(type) + "\\s*\\{([^}]*)\\}").matcher(code);
    if (!body.find()) {
      return 0;
    }
    Matcher array = ARRAY.matcher(body.group(1));
    int size = 0;
    while (array.find()) {
      size += Integer.parseInt(array.group(1));
    }
    return size;
  }

  private Fix move(Matcher declared, int begin, String header) {
    String initial = declared.group(4);
    String type = declared.group(2);
    String name = declared.group(3);
    String map = free(name + "_room");
    String key = free(name + "_key");
    String indent = "\n" + declared.group(1);
    String answer = NOTHING.matcher(header).matches() ? "return;" : "return 0;";
    edit(begin, begin, "BPF_PERCPU_ARRAY(" + map + ", " + type + ", 1);\n\n");
    String wiped =
        initial == null ? "" : indent + "__builtin_memset(" + name + ", 0, sizeof(*" + name + "));";
    edit(
        declared.start(2),
        declared.end(),
        "u32 "
            + key
            + " = 0;"
            + indent
            + type
            + " *"
            + name
            + " = "
            + map
            + ".lookup(&"
            + key
            + ");"
            + indent
            + "if (!"
            + name
            + ") "
            + answer
            + wiped);
    uses(name, declared.end(), end(begin));
    return new Fix("fix.room", List.of(name, map), edits);
  }

  private void uses(String name, int from, int to) {
    Matcher use =
        Pattern.compile("(&\\s*)?(?<![\\w.>])" + name + "\\b(\\s*\\.(?!\\.))?")
            .matcher(code)
            .region(from, to);
    while (use.find()) {
      boolean address = use.group(1) != null;
      boolean member = use.group(2) != null;
      int at = use.start() + (address ? use.group(1).length() : 0);
      if (member) {
        edit(use.start(2), use.end(2), "->");
      } else if (address) {
        edit(use.start(), at, "");
      } else if (!inFrontOf(at, "struct") && !inFrontOf(at, "union")) {
        edit(at, use.end(), "(*" + name + ")");
      }
    }
  }

  private boolean inFrontOf(int at, String word) {
    return code.substring(0, at).stripTrailing().endsWith(word);
  }

  /** Where the function that begins there ends. */
  private int end(int begin) {
    int depth = 0;
    for (int at = code.indexOf('{', begin); at >= 0 && at < code.length(); at++) {
      depth += code.charAt(at) == '{' ? 1 : code.charAt(at) == '}' ? -1 : 0;
      if (depth == 0) {
        return at;
      }
    }
    return code.length();
  }

  private String free(String wanted) {
    String name = wanted;
    while (Pattern.compile("\\b" + name + "\\b").matcher(text).find()) {
      name += "_";
    }
    return name;
  }

  private void edit(int start, int end, String words) {
    edits.add(new Fix.Edit(place(start, end), words));
  }

  private Place place(int start, int end) {
    int line = 1 + (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
    int endLine = 1 + (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
    return new Place(
        file, line, start - lineStart(line) + 1, endLine, end - lineStart(endLine) + 1);
  }

  private int lineStart(int line) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      int next = text.indexOf('\n', start);
      if (next < 0) {
        return text.length();
      }
      start = next + 1;
    }
    return start;
  }
}
