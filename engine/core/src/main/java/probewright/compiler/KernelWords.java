package probewright.compiler;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words by which the small {@code vmlinux.h} of one program is chosen. */
final class KernelWords {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");

  /** What libbpf's headers take for granted, whichever of their macros is used. */
  private static final List<String> ALWAYS =
      List.of(
          "__u8",
          "__u16",
          "__u32",
          "__u64",
          "__s8",
          "__s16",
          "__s32",
          "__s64",
          "__be16",
          "__be32",
          "__be64",
          "__le16",
          "__le32",
          "__wsum",
          "__sum16",
          "bool",
          "u8",
          "u16",
          "u32",
          "u64",
          "s8",
          "s16",
          "s32",
          "s64",
          "size_t",
          "bpf_map_type",
          "pt_regs",
          // what arm64's registers are called
          "user_pt_regs",
          "BPF_ANY",
          "BPF_NOEXIST",
          "BPF_F_CURRENT_CPU");

  private KernelWords() {}

  static Set<String> of(String text) {
    Set<String> words = new LinkedHashSet<>(ALWAYS);
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return words;
  }
}
