package probewright.app.assist;

import java.util.regex.Pattern;

/** What a person types that brings help without being asked for. */
final class Triggers {
  private static final Pattern ATTACH = Pattern.compile("\\s*//\\s*attach:.*");
  private static final Pattern ATTACH_GOES_ON = Pattern.compile(".*(attach: ?|[:=]|\\w)");
  private static final Pattern MEMBER = Pattern.compile(".*[A-Za-z_)\\]]\\w*\\.");
  private static final Pattern NUMBER = Pattern.compile(".*\\b\\d[\\w.]*\\.");
  private static final Pattern ARROW = Pattern.compile(".*[\\w)\\]]->");
  private static final Pattern PROBE_MACRO =
      Pattern.compile(
          ".*\\b(?:(?:RAW_)?TRACEPOINT_PROBE|KR?E?T?FUNC_PROBE|KMOD_RET|LSM_PROBE)\\((?:\\w+, ?)?");
  private static final Pattern WORD = Pattern.compile(".*?\\b([A-Za-z_]\\w+)");
  private static final Pattern CALL = Pattern.compile(".*[\\w]\\(|.*,");
  private static final Pattern PREFIX =
      Pattern.compile(
          "(?:kprobe|kretprobe|kfunc|kretfunc|kfunc__vmlinux|kretfunc__vmlinux|kmod_ret|"
              + "tracepoint|raw_tracepoint|syscall)__");

  private Triggers() {}

  /**
   * Whether a list is due.
   *
   * @param line its text up to the caret, the typed letter last
   */
  static boolean list(String line) {
    if (ATTACH.matcher(line).matches()) {
      return ATTACH_GOES_ON.matcher(line).matches();
    }
    if (line.contains("//") || line.isEmpty()) {
      return false;
    }
    if (PROBE_MACRO.matcher(line).matches() || ARROW.matcher(line).matches()) {
      return true;
    }
    return line.endsWith(".")
        ? MEMBER.matcher(line).matches() && !NUMBER.matcher(line).matches()
        : WORD.matcher(line).matches();
  }

  /** Whether a list that is open has to be asked for anew: the word has come to mean a probe. */
  static boolean listAnew(String word) {
    return PREFIX.matcher(word).matches();
  }

  /** Whether the signature of a call is due. */
  static boolean signature(String line) {
    return !line.contains("//") && CALL.matcher(line).matches();
  }
}
