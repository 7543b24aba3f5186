package probewright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;
import probewright.dialect.SourceText;

class ClangMessagesTest {
  private static Fix onlyFix(String text, String message, String fix) {
    SourceText source = new SourceText("p.c", text);
    List<Problem> problems =
        new ClangMessages(Stage.TRANSLATE, source, "<stdin>")
            .read("<stdin>:" + message + "\nfix-it:\"<stdin>\":" + fix + "\n");
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).fixes()).hasSize(1);
    return problems.get(0).fixes().get(0);
  }

  @Test
  void aFixInAnotherScriptIsReadAsTheBytesOfItsLetters() {
    String text = "int 名字空; int f(void) { return 名字口; }\n";
    Fix fix =
        onlyFix(
            text,
            "1:37: error: use of undeclared identifier '名字口'; did you mean '名字空'?",
            "{1:37-1:46}:\"\\345\\220\\215\\345\\255\\227\\347\\251\\272\"");

    assertThat(fix.replacement()).isEqualTo("名字空");
    assertThat(fix.apply(text)).isEqualTo("int 名字空; int f(void) { return 名字空; }\n");
  }

  @Test
  void lettersOutsideTheBasicPlaneAreFourBytes() {
    String text = "int 𠮷; int f(void) { return 𠮶; }\n";
    Fix fix =
        onlyFix(
            text,
            "1:32: error: use of undeclared identifier '𠮶'; did you mean '𠮷'?",
            "{1:32-1:36}:\"\\360\\240\\256\\267\"");

    assertThat(fix.apply(text)).isEqualTo("int 𠮷; int f(void) { return 𠮷; }\n");
  }

  @Test
  void whatIsEscapedIsWhatItStandsFor() {
    String text = "char *f(void) { return x; }\n";
    Fix fix =
        onlyFix(text, "1:24: error: expected text", "{1:24-1:25}:\"\\\"\\\\n\\t\\n\\033\\\"\"");

    assertThat(fix.replacement()).isEqualTo("\"\\n\t\n\033\"");
  }
}
