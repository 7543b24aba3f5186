package probewright.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probewright.btf.Kernel;
import probewright.cli.ScriptedTarget;
import probewright.compiler.MiniKernel;
import probewright.dialect.Program;
import probewright.output.Frame;
import probewright.target.AttachOptions;

/** What a map tells of what stands in it, on a target that is scripted. */
class MapViewTest {
  @TempDir private static Path folder;
  private static Tracing tracing;

  @BeforeAll
  static void start() throws Exception {
    Kernel kernel = MiniKernel.make(folder);
    tracing =
        Tracing.start(
            Program.of("calls.c", ScriptedTarget.PROGRAM),
            MiniKernel.toolchain(
                folder.resolve("cache"), MiniKernel.clangs().findFirst().orElseThrow()),
            new ScriptedTarget(kernel),
            AttachOptions.none(),
            null);
  }

  @AfterAll
  static void end() throws Exception {
    tracing.close();
  }

  @Test
  void histogramsAreJsonWithEachReadsCounts() throws Exception {
    MapView sizes = tracing.map("sizes");
    assertThat(sizes.log2Json("bytes"))
        .startsWith(
            "{\"map\":\"sizes\",\"histogram\":\"log2\",\"val_type\":\"bytes\",\"sections\":[")
        .contains("{\"interval-start\":0,\"interval-end\":1,\"count\":1}")
        .contains("{\"interval-start\":4096,\"interval-end\":8191,\"count\":3}");
    assertThat(sizes.linearJson("pages"))
        .startsWith("{\"map\":\"sizes\",\"histogram\":\"linear\",\"val_type\":\"pages\"")
        .contains("{\"interval-start\":1,\"interval-end\":1,\"count\":2}")
        .contains("{\"interval-start\":13,\"interval-end\":13,\"count\":3}");
  }

  @Test
  void stacksHaveTheFramesOfTheirSideAndNoneWhereThereIsNoStack() throws Exception {
    MapView stacks = tracing.map("stacks");
    assertThat(stacks.kernelStack(7))
        .singleElement()
        .isInstanceOfSatisfying(
            Frame.Known.class, frame -> assertThat(frame.symbol()).isEqualTo("vfs_read"));
    assertThat(stacks.userStack(7, 41))
        .singleElement()
        .isInstanceOfSatisfying(
            Frame.Unknown.class,
            frame -> assertThat(frame.reason()).isEqualTo(Frame.Reason.NO_PROCESS));
    assertThat(stacks.userStack(8, 41)).isEmpty();
  }
}
