package probewright.app.editor.text;

import java.util.List;
import java.util.Set;
import probewright.app.editor.text.LineState.Arguments;
import probewright.app.editor.text.LineState.Arguments.Kind;

/** The words of C and of bcc's dialect that have a colour. */
final class Vocabulary {
  private static final Set<String> KEYWORDS =
      Set.of(
          ("auto break case const continue default do else enum extern for goto if inline register"
                  + " restrict return sizeof static struct switch typedef union volatile while"
                  + " NULL true false __always_inline")
              .split(" ", -1));
  private static final Set<String> TYPES =
      Set.of(
          ("void char short int long float double signed unsigned bool u8 u16 u32 u64 s8 s16 s32"
                  + " s64 __u8 __u16 __u32 __u64 __s8 __s16 __s32 __s64 __be16 __be32 __be64"
                  + " __le16 __le32 __le64 __sum16 __wsum")
              .split(" ", -1));
  private static final List<String> MACRO_PREFIXES = List.of("BPF_", "PT_REGS_", "MODULE_K");

  /** Macros of libbpf's and bcc's whose first argument is no map of theirs. */
  private static final List<String> NO_MAPS =
      List.of(
          "BPF_CORE_READ",
          "BPF_PROBE_READ",
          "BPF_KPROBE",
          "BPF_KRETPROBE",
          "BPF_KSYSCALL",
          "BPF_UPROBE",
          "BPF_URETPROBE",
          "BPF_USDT",
          "BPF_ITER",
          "BPF_SEQ_PRINTF",
          "BPF_SNPRINTF");

  private static final Set<String> MACROS =
      Set.of(
          ("SEC CUR_CPU_IDENTIFIER TASK_COMM_LEN TP_DATA_LOC_READ TP_DATA_LOC_READ_CONST"
                  + " TP_DATA_LOC_READ_STR TRACEPOINT_PROBE RAW_TRACEPOINT_PROBE KFUNC_PROBE"
                  + " KRETFUNC_PROBE KMOD_RET LSM_PROBE")
              .split(" ", -1));
  private static final List<String> CONVENTIONS =
      List.of(
          "kprobe__",
          "kretprobe__",
          "tracepoint__",
          "raw_tracepoint__",
          "syscall__",
          "kfunc__",
          "kretfunc__",
          "kmod_ret__",
          "lsm__",
          "bpf_iter__");

  private Vocabulary() {}

  static boolean keyword(String word) {
    return KEYWORDS.contains(word);
  }

  static boolean type(String word) {
    return TYPES.contains(word);
  }

  static boolean macro(String word) {
    return MACROS.contains(word) || MACRO_PREFIXES.stream().anyMatch(word::startsWith);
  }

  /** The length of the prefix that says where a function is attached; 0 when it has none. */
  static int convention(String word) {
    for (String prefix : CONVENTIONS) {
      if (word.startsWith(prefix) && word.length() > prefix.length()) {
        return prefix.length();
      }
    }
    return 0;
  }

  /** What the arguments of a macro name. */
  static Arguments arguments(String macro) {
    return switch (macro) {
      case "TRACEPOINT_PROBE" -> new Arguments(Kind.PLACES, 2, 0);
      case "RAW_TRACEPOINT_PROBE", "KFUNC_PROBE", "KRETFUNC_PROBE", "KMOD_RET", "LSM_PROBE" ->
          new Arguments(Kind.PLACES, 1, 0);
      default -> {
        if (!macro.startsWith("BPF_")
            || macro.equals("BPF_PROG")
            || NO_MAPS.stream().anyMatch(macro::startsWith)) {
          yield Arguments.NONE;
        }
        boolean table = macro.startsWith("BPF_TABLE") || macro.startsWith("BPF_F_TABLE");
        yield new Arguments(Kind.MAP, table ? 3 : 0, 0);
      }
    };
  }
}
