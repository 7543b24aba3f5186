package probewright.app.magic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Needs a display. */
@Tag("window")
class ReadOnlyCodeTest {
  @Test
  void whatWasShownBeforeIsNotKept() throws Exception {
    FxToolkit.registerPrimaryStage();
    WaitForAsyncUtils.waitForAsyncFx(
        20_000,
        () -> {
          ReadOnlyCode code = new ReadOnlyCode("code");
          code.show("int a;\n", List.of());
          code.show("int b;\n", List.of());
          assertThat(code.area().isUndoAvailable()).isFalse();
          assertThat(code.area().getText()).isEqualTo("int b;\n");
          code.close();
          return null;
        });
  }
}
