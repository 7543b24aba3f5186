package probewright.compiler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import probewright.compiler.Locals.Local;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Place;

/**
 * The edits that move the largest variable of a function from the stack, which has 512 bytes, to a
 * map with one room for each CPU: the map, the look-up with its check, and the room where the
 * variable was named.
 */
final class StackRoom {
  private static final Pattern NO_CODE =
      Pattern.compile("//[^\n]*|(?s:/\\*.*?\\*/)|\"(?:[^\"\\\\\n]++|\\\\.)*+\"");
  private static final Pattern FUNCTION =
      Pattern.compile("(?m)^[A-Za-z_][^;{}=]*\\([^;{}]*\\)\\s*\\{");
  private static final Pattern NOTHING =
      Pattern.compile("^(?:(?:static|inline|__always_inline|__noinline)\\s+)*void\\s+\\w[\\s\\S]*");
  private static final Pattern STRUCT_ANSWER =
      Pattern.compile("^(?:\\w+\\s+)*?(?:struct|union)\\s+\\w+\\s+\\w+\\s*\\([\\s\\S]*");
  private static final Pattern EMPTY = Pattern.compile("\\{[\\s{}0]*\\}");

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
   * The fix for the largest variable of the function in which clang finds no room; empty when it is
   * not declared in a way that can be moved without a doubt.
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
    int end = end(begin);
    List<Local> locals = new Locals(code).between(code.indexOf('{', begin) + 1, end);
    Optional<Local> largest =
        locals.stream()
            .filter(local -> local.isArray() || isStruct(local.type()))
            .max(Comparator.comparingLong(Local::size));
    if (largest.isEmpty() || STRUCT_ANSWER.matcher(header).matches()) {
      return Optional.empty();
    }
    Local local = largest.get();
    boolean simple = local.initial().isEmpty() || EMPTY.matcher(local.initial()).matches();
    boolean only = locals.stream().filter(l -> l.name().equals(local.name())).count() == 1;
    boolean hides = word(local.name()).matcher(header).find();
    Pattern inside = Pattern.compile(local.type().replace(" ", "\\s+") + "\\s*\\{");
    boolean typeIsLocal = inside.matcher(code).region(begin, end).find();
    boolean usedBeside =
        local.others().stream().anyMatch(other -> word(local.name()).matcher(other).find());
    return simple && only && !hides && !typeIsLocal && !usedBeside
        ? Optional.of(move(local, begin, header))
        : Optional.empty();
  }

  private static boolean isStruct(String type) {
    return type.startsWith("struct ") || type.startsWith("union ") || type.endsWith("_t");
  }

  private static Pattern word(String name) {
    return Pattern.compile("\\b" + name + "\\b");
  }

  /** An array moves as the only member of a struct, so that its name goes on being an array. */
  private Fix move(Local local, int begin, String header) {
    String name = local.name();
    String map = free(name + "_room");
    String key = free(name + "_key");
    String room = local.isArray() ? free(name + "_at") : name;
    String type = local.isArray() ? "struct " + free(name + "_room_t") : local.type();
    String indent = "\n" + local.indent();
    String answer = NOTHING.matcher(header).matches() ? "return;" : "return 0;";
    String declared =
        local.isArray()
            ? type + " {\n    " + local.type() + " " + name + local.dimensions() + ";\n};\n"
            : "";
    edit(begin, begin, declared + "BPF_PERCPU_ARRAY(" + map + ", " + type + ", 1);\n\n");
    List<String> lines = new ArrayList<>();
    if (!local.others().isEmpty()) {
      lines.add(local.type() + " " + String.join(", ", local.others()) + ";");
    }
    lines.add("u32 " + key + " = 0;");
    lines.add(type + " *" + room + " = " + map + ".lookup(&" + key + ");");
    lines.add("if (!" + room + ") " + answer);
    if (!local.initial().isEmpty()) {
      lines.add("__builtin_memset(" + room + ", 0, sizeof(*" + room + "));");
    }
    edit(local.start(), local.end(), String.join(indent, lines));
    if (local.isArray()) {
      members(name, room, local.end(), end(begin));
    } else {
      uses(name, local.end(), end(begin));
    }
    return new Fix("fix.room", List.of(name, map), edits);
  }

  private void members(String name, String room, int from, int to) {
    Matcher use = Pattern.compile("(?<![\\w.>])" + name + "\\b").matcher(code).region(from, to);
    while (use.find()) {
      edit(use.start(), use.end(), room + "->" + name);
    }
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
