package probewright.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import probewright.diagnostics.Messages;
import probewright.diagnostics.Place;

class ExpansionTest {
  private static final String OWN = "#include <x.h>\nint f(void)\n{\n\treturn p->a;\n}\n";

  private static ExpandedProgram expanded(String text, List<Edit> edits) {
    return new ExpandedProgram(
        Program.of("p.c", OWN),
        text,
        text,
        edits,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        false);
  }

  @Test
  void piecesAndLinesOfTheTwoTextsStandBesideOneAnother() {
    String text =
        "#include \"vmlinux.h\"\n\nSEC(\"kprobe\")\nint f(void)\n{\n\treturn BPF_CORE_READ(p, a);\n}\n\nchar"
            + " LICENSE[];\n";
    Expansion expansion =
        Expansion.of(
            expanded(
                text,
                List.of(
                    new Edit(
                        0,
                        15,
                        "#include \"vmlinux.h\"\n\n",
                        Set.of(Rewrite.INCLUDES, Rewrite.PROLOGUE)),
                    new Edit(15, 0, "SEC(\"kprobe\")\n", Set.of(Rewrite.SECTION)),
                    new Edit(37, 4, "BPF_CORE_READ(p, a)", Set.of(Rewrite.READ)))));
    assertThat(expansion.changes())
        .extracting(change -> text.substring(change.start(), change.end()) + "|" + change.was())
        .containsExactly(
            "#include \"vmlinux.h\"\n\n|#include <x.h>\n",
            "SEC(\"kprobe\")\n|",
            "BPF_CORE_READ(p, a)|p->a",
            "\nchar LICENSE[];\n|");
    assertThat(expansion.changes().get(2).place()).hasToString("p.c:4:9");
    assertThat(expansion.shownLine(2)).isEqualTo(4);
    assertThat(expansion.shownLine(4)).isEqualTo(6);
    assertThat(expansion.ownLine(6)).isEqualTo(4);
    assertThat(expansion.ownLine(3)).isEqualTo(1);
    assertThat(expansion.ownLine(99)).isEqualTo(6);
  }

  @Test
  void whatStaysAsItIsHasNoChange() {
    Expansion expansion = Expansion.of(expanded(OWN, List.of()));
    assertThat(expansion.changes()).isEmpty();
    assertThat(expansion.shownLine(4)).isEqualTo(4);
    assertThat(expansion.ownLine(4)).isEqualTo(4);
  }

  @Test
  void eachRuleHasItsWordsInBothLanguages() {
    for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      Messages messages = new Messages(locale);
      for (Rewrite rule : EnumSet.allOf(Rewrite.class)) {
        assertThat(messages.sentence(rule.code())).isNotBlank();
        assertThat(messages.sentence(rule.code() + ".why")).isNotBlank();
      }
    }
  }

  @Test
  void linesOfAHeaderStandBesideTheirsToo() {
    Program program =
        new Program(
            "p.c",
            "int a;\n#include \"h.h\"\nint b;\n",
            java.util.Map.of("h.h", "int one;\nint two;\n"),
            java.util.Map.of(),
            List.of());
    String text = "#include \"vmlinux.h\"\n\nint a;\nint one;\nint two;\nint b;\n";
    Edit head = new Edit(0, 0, "#include \"vmlinux.h\"\n\n");
    int blank = "int a;\nint one;\nint two;\n".length();
    Edit gone = new Edit(blank, "#include \"h.h\"\n".length(), "");
    Expansion expansion =
        Expansion.of(
            new ExpandedProgram(
                program,
                text,
                text,
                List.of(head, gone),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false));
    assertThat(expansion.shownLine("h.h", 2)).isEqualTo(5);
    assertThat(expansion.shownLine("p.c", 3)).isEqualTo(6);
    assertThat(expansion.shownLine(3)).isEqualTo(6);
    assertThat(expansion.shownLine("other.h", 1)).isZero();
    assertThat(expansion.ownPlace(4)).isEqualTo(Place.point("h.h", 1, 1));
    assertThat(expansion.ownPlace(6)).isEqualTo(Place.point("p.c", 3, 1));
  }
}
