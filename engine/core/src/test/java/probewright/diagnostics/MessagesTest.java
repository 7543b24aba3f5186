package probewright.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private final Messages english = new Messages(Locale.ENGLISH);

  @Test
  void theHelpSpeaksOfWhatIsThereOnly() {
    Problem alone = Problem.error(Stage.ATTACH, "attach.absent", "kprobe:no_such", "");
    Problem near = Problem.error(Stage.ATTACH, "attach.absent", "kprobe:vfs_raed", "vfs_read");
    assertThat(english.sentence(alone)).isEqualTo("There is no kprobe:no_such in this kernel.");
    assertThat(english.help(alone)).startsWith("Look at its spelling").doesNotContain("like it");
    assertThat(english.help(near)).endsWith("Names like it: vfs_read");
  }

  @Test
  void whereTheSentenceSaysItAllThereIsNoHelp() {
    assertThat(english.help(Problem.error(Stage.TRANSLATE, "file.absent", "p.c"))).isEmpty();
  }

  @Test
  void chineseIsSpokenToThoseWhoReadIt() {
    Messages chinese = new Messages(Locale.SIMPLIFIED_CHINESE);
    assertThat(chinese.sentence(Problem.error(Stage.TRANSLATE, "file.absent", "p.c")))
        .isEqualTo("没有文件“p.c”。");
  }
}
