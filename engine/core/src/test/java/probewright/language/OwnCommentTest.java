package probewright.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwnCommentTest {
  /** Of a text in which a bar stands behind the declared name. */
  private static String about(String marked) {
    return OwnComment.about(marked.replace("|", ""), marked.indexOf('|'));
  }

  @Test
  void theCommentBehindADeclarationIsAboutIt() {
    assertThat(about("struct e {\n  u32 pid|; // who did it. Or so\n  u32 x;"))
        .isEqualTo("who did it.");
    assertThat(about("  u32 pid|; /* who */ // not this")).isEqualTo("who");
    assertThat(about("// above\nint a|; // \u8c01\u505a\u7684\u3002\u6216\u8005\n"))
        .isEqualTo("\u8c01\u505a\u7684\u3002");
  }

  @Test
  void elseTheOneAboveIt() {
    assertThat(about("int b;\n// Counts\n/// calls. Twice.\nBPF_HASH(counts|, u32);"))
        .isEqualTo("Counts calls.");
    assertThat(about("/**\n * Counts\n * calls.\n */\nint f|(void)\n")).isEqualTo("Counts calls.");
    assertThat(about("int a; // of a\nint b|;\n")).isEmpty();
    assertThat(about("/* of nothing */\n\nint b|;\n")).isEmpty();
    assertThat(about("int b|")).isEmpty();
    assertThat(about("|")).isEmpty();
  }

  @Test
  void whatTheTranslatorReadsIsNotForPeople() {
    assertThat(about("// attach: kprobe:vfs_read=f\nint f|(void *c)\n")).isEmpty();
    assertThat(about("// SPDX-License-Identifier: GPL-2.0\nint f|(void *c)\n")).isEmpty();
    assertThat(about("// attach: kprobe:vfs_read=f\n// Reads.\nint f|(void *c)\n"))
        .isEqualTo("Reads.");
  }
}
