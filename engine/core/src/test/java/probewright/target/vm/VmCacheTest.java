package probewright.target.vm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probewright.diagnostics.ProblemException;

final class VmCacheTest {
  @TempDir private Path folder;

  @Test
  void whatCannotBeStartedIsRefusedByName() {
    VmOptions here = VmOptions.of("6.1").withCache(folder);
    assertRefused("vm.unknown-kernel", here.withKernel("5.4"));
    assertRefused("vm.unknown-accelerator", here.withAccelerator("warp"));
    assertRefused("vm.not-set-up", here);
  }

  private static void assertRefused(String code, VmOptions options) {
    assertThatThrownBy(() -> VmCache.find(options))
        .isInstanceOf(ProblemException.class)
        .extracting(problem -> ((ProblemException) problem).problem().code())
        .isEqualTo(code);
  }
}
