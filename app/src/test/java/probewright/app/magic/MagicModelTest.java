package probewright.app.magic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import probewright.app.FakeKernel;
import probewright.app.OnlyKernels;
import probewright.app.analysis.Pause;
import probewright.app.analysis.ProgramAnalysis;
import probewright.app.magic.MagicModel.Side;
import probewright.app.session.ProgramSource;
import probewright.btf.Kernel;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.language.Listing;

/** In step with the text and the cursor, without a toolkit. */
class MagicModelTest {
  private static final Pause NONE =
      new Pause() {
        @Override
        public void restart(Runnable task) {}

        @Override
        public void stop() {}
      };

  private static final class Answers implements OnlyKernels {
    @Override
    public CompletableFuture<Kernel> kernel(String target) {
      return CompletableFuture.completedFuture(FakeKernel.make());
    }
  }

  private final List<Runnable> compiling = new ArrayList<>();
  private String text = "int a;\nint b;\n";
  private final ProgramAnalysis analysis =
      new ProgramAnalysis(
          new Answers(),
          () -> new ProgramSource("a.c", null, text, Map.of()),
          Runnable::run,
          Runnable::run,
          NONE);
  private final MagicModel model = new MagicModel(analysis, compiling::add, Runnable::run);

  @BeforeEach
  void ready() {
    analysis.target("vm");
  }

  private void type(String next) {
    text = next;
    analysis.edited();
    analysis.now();
  }

  private void compile() {
    List<Runnable> tasks = List.copyOf(compiling);
    compiling.clear();
    tasks.forEach(Runnable::run);
  }

  private String shown() {
    return Objects.requireNonNull(model.expandedProperty().get()).program().text();
  }

  @Test
  void theSidesGoRound() {
    assertThat(Side.PROGRAM.next().next()).isEqualTo(Side.BPF);
    assertThat(Side.BPF.next()).isEqualTo(Side.PROGRAM);
  }

  @Test
  void theLastGoodProgramStaysWhileTheTextIsBroken() {
    assertThat(shown()).isEqualTo("int a;\nint b;\n");
    assertThat(model.behind()).isFalse();
    type("syntax error\n");
    assertThat(shown()).isEqualTo("int a;\nint b;\n");
    assertThat(model.behind()).isTrue();
    assertThat(model.edits()).isEqualTo(1);
    assertThat(model.hindrance()).get().extracting(Problem::code).isEqualTo("probe.unknown-kind");
    type("int c;\n");
    assertThat(shown()).isEqualTo("int c;\n");
    assertThat(model.behind()).isFalse();
  }

  @Test
  void aPlaceInAnotherTextThanTheCursorsIsKnown() {
    Place own = Place.point("a.c", 2, 1);
    Place header = Place.point("x.h", 3, 1);
    assertThat(model.elsewhere(own)).isFalse();
    assertThat(model.elsewhere(header)).isTrue();
    model.fileProperty().set("x.h");
    assertThat(model.elsewhere(own)).isTrue();
    assertThat(model.elsewhere(header)).isFalse();
  }

  @Test
  void nothingIsCompiledBeforeSomebodyLooks() {
    assertThat(compiling).isEmpty();
    model.sideProperty().set(Side.BPF);
    assertThat(compiling).hasSize(1);
    model.sideProperty().set(Side.PROGRAM);
    model.want();
    assertThat(compiling).hasSize(1);
  }

  @Test
  void theInstructionsFollowTheCursor() {
    model.sideProperty().set(Side.BPF);
    assertThat(model.ofLine()).isEmpty();
    compile();
    assertThat(model.ofLine()).extracting(Listing.Program::name).containsExactly("on_start");
    model.lineProperty().set(2);
    assertThat(model.ofLine().get(0).instructions())
        .extracting(Listing.Instruction::text)
        .containsExactly("r0 = 0");
    model.lineProperty().set(3);
    assertThat(model.ofLine()).isEmpty();
    assertThat(model.shownLine()).isEqualTo(3);
  }

  @Test
  void whatTheVerifierKnewStandsAtItsInstruction() {
    model.sideProperty().set(Side.BPF);
    compile();
    Listing.Instruction first = model.ofLine().get(0).instructions().get(0);
    assertThat(model.known(first)).isEmpty();
    model.told("0: (bf) r6 = r1    ; R1=ctx(off=0,imm=0) R6_w=ctx(off=0,imm=0)\n");
    assertThat(model.known(first)).containsOnlyKeys("R1", "R6");
    model.told("0: (bf) r7 = r1    ; R7_w=ctx(off=0,imm=0)\n");
    assertThat(model.known(first)).as("of another program").isEmpty();
  }

  @Test
  void whatWasCompiledOfAnOlderTextGivesWay() {
    model.sideProperty().set(Side.BPF);
    List<Runnable> old = List.copyOf(compiling);
    compiling.clear();
    type("int c;\n");
    old.forEach(Runnable::run);
    assertThat(model.instructionsProperty().get()).isNull();
    compile();
    assertThat(Objects.requireNonNull(model.instructionsProperty().get()).of())
        .isEqualTo(model.expandedProperty().get());
  }
}
