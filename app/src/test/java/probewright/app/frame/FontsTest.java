package probewright.app.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import probewright.app.words.Words;

/** The set-up has installed the families that the window names: no letter is a box. */
@Tag("window")
class FontsTest {
  @Test
  void theFamiliesOfTheWindowAreThere() throws Exception {
    FxToolkit.registerPrimaryStage();
    List<String> named =
        List.of(
            Look.CODE_FAMILY,
            Look.family(Locale.ENGLISH),
            Look.family(Words.CHINESE),
            Look.figures(12, "中").getFamily());
    assertThat(Font.getFamilies()).containsAll(named);
  }

  @Test
  void chineseLettersAreAsWideAsTheyAreHigh() throws Exception {
    FxToolkit.registerPrimaryStage();
    double width =
        WaitForAsyncUtils.waitForAsyncFx(
            20_000,
            () -> {
              Text letters = new Text("命令直方图");
              letters.setFont(Look.figures(20, letters.getText()));
              return letters.getLayoutBounds().getWidth();
            });
    assertThat(width).isEqualTo(100);
  }
}
