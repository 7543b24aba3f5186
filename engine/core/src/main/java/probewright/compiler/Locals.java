package probewright.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variables that a function declares, and about how much room they take. */
final class Locals {
  private static final Pattern STATEMENT =
      Pattern.compile(
          "(?m)^([ \\t]*)((?:(?:struct|union|unsigned|signed)\\s+)?[A-Za-z_]\\w*)\\s+([*A-Za-z_][^;]*);");
  private static final Pattern VARIABLE =
      Pattern.compile("(?s)(\\**)\\s*(\\w+)\\s*((?:\\[[^\\]]*\\]\\s*)*)(?:=\\s*(.*))?");
  private static final Set<String> NO_TYPES =
      Set.of("return", "goto", "else", "case", "do", "const", "static", "volatile", "typedef");
  private static final Pattern MEMBER =
      Pattern.compile(
          "((?:(?:struct|union)\\s+)?\\w+)\\s+(\\**)\\s*\\w+\\s*((?:\\[[^\\]]*\\])*)\\s*;");
  private static final Pattern DIMENSION = Pattern.compile("\\[\\s*(\\w+)\\s*\\]");
  private static final Map<String, Long> SIZES =
      Map.of(
          "char", 1L, "u8", 1L, "__u8", 1L, "u16", 2L, "__u16", 2L, "short", 2L, "u32", 4L, "__u32",
          4L, "int", 4L);
  private static final Map<String, Long> CONSTANTS =
      Map.of("TASK_COMM_LEN", 16L, "PATH_MAX", 4096L, "NAME_MAX", 255L);
  private static final int DEEPEST = 8;

  private final String code;

  /**
   * One variable of a statement that may declare several.
   *
   * @param start of the statement's type
   * @param end behind the statement's semicolon
   * @param indent the blanks before it
   * @param dimensions as written, such as {@code [16]}; empty for no array
   * @param initial what it is set to; empty for nothing
   * @param others the other variables of the statement, as written
   * @param size in bytes, about; 1 for a struct that the text does not define
   */
  record Local(
      int start,
      int end,
      String indent,
      String type,
      String name,
      String dimensions,
      String initial,
      List<String> others,
      long size) {
    boolean isArray() {
      return !dimensions.isEmpty();
    }
  }

  /**
   * @param code a program without comments and texts
   */
  Locals(String code) {
    this.code = code;
  }

  /** Those of a piece of the program that are no pointers. */
  List<Local> between(int begin, int end) {
    List<Local> found = new ArrayList<>();
    Matcher statement = STATEMENT.matcher(code).region(begin, end);
    while (statement.find()) {
      String type = statement.group(2).replaceAll("\\s+", " ");
      if (NO_TYPES.contains(type)) {
        continue;
      }
      List<String> written = parts(statement.group(3));
      for (int i = 0; i < written.size(); i++) {
        Matcher variable = VARIABLE.matcher(written.get(i));
        if (variable.matches() && variable.group(1).isEmpty()) {
          List<String> others = new ArrayList<>(written);
          others.remove(i);
          String initial = variable.group(4);
          String dimensions = variable.group(3).strip();
          found.add(
              new Local(
                  statement.start(2),
                  statement.end(),
                  statement.group(1),
                  type,
                  variable.group(2),
                  dimensions,
                  initial == null ? "" : initial.strip(),
                  others,
                  size(type, 0) * count(dimensions)));
        }
      }
    }
    return found;
  }

  /** What stands between commas that are in no brackets. */
  private static List<String> parts(String list) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int at = 0; at < list.length(); at++) {
      switch (list.charAt(at)) {
        case '(', '[', '{' -> depth++;
        case ')', ']', '}' -> depth--;
        case ',' -> {
          if (depth == 0) {
            parts.add(list.substring(from, at).strip());
            from = at + 1;
          }
        }
        default -> {}
      }
    }
    parts.add(list.substring(from).strip());
    return parts;
  }

  private long size(String type, int depth) {
    boolean tagged = type.startsWith("struct ") || type.startsWith("union ");
    if (!tagged && !type.endsWith("_t")) {
      return SIZES.getOrDefault(type, 8L);
    }
    Matcher body =
        Pattern.compile(
                tagged
                    ? "\\b" + type.replace(" ", "\\s+") + "\\s*\\{([^}]*)\\}"
                    : "\\{([^{}]*)\\}\\s*" + type + "\\s*;")
            .matcher(code);
    if (!body.find() || depth > DEEPEST) {
      return 1;
    }
    Matcher member = MEMBER.matcher(body.group(1));
    long size = 0;
    while (member.find()) {
      String of = member.group(1).replaceAll("\\s+", " ");
      size += (member.group(2).isEmpty() ? size(of, depth + 1) : 8) * count(member.group(3));
    }
    return size;
  }

  private long count(String dimensions) {
    long count = 1;
    Matcher dimension = DIMENSION.matcher(dimensions);
    while (dimension.find()) {
      count *= value(dimension.group(1));
    }
    return count;
  }

  private long value(String written) {
    if (written.matches("\\d{1,9}")) {
      return Long.parseLong(written);
    }
    Matcher defined =
        Pattern.compile("(?m)^\\s*#\\s*define\\s+" + written + "\\s+(\\d{1,9})\\b").matcher(code);
    return defined.find() ? Long.parseLong(defined.group(1)) : CONSTANTS.getOrDefault(written, 1L);
  }
}
