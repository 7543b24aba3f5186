package probewright.app.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import probewright.app.FakeKernel;
import probewright.app.FakeLanguage;
import probewright.app.OnlyKernels;
import probewright.app.analysis.Pause;
import probewright.app.analysis.ProgramAnalysis;
import probewright.app.magic.MagicModel.Side;
import probewright.app.session.ProgramSource;
import probewright.btf.Kernel;
import probewright.diagnostics.Problem;
import probewright.dialect.Program;
import probewright.language.Language;

/** What a program is made into when its target changes, without a toolkit. */
class MagicKernelsTest {
  private final List<String> compiled = new ArrayList<>();
  private final Language known = new FakeLanguage();
  private final List<Runnable> compiling = new ArrayList<>();
  private boolean faulty;

  /** Takes the program for "old" only, and writes down what is compiled. */
  private final Language language =
      (Language)
          Proxy.newProxyInstance(
              Language.class.getClassLoader(), new Class<?>[] {Language.class}, this::asked);

  private final ProgramAnalysis analysis =
      new ProgramAnalysis(
          new Kernels(),
          () -> new ProgramSource("a.c", null, "int a;\nint b;\n", Map.of()),
          Runnable::run,
          Runnable::run,
          new NoPause());
  private final MagicModel model = new MagicModel(analysis, compiling::add, Runnable::run);

  private final class Kernels implements OnlyKernels {
    @Override
    public CompletableFuture<Kernel> kernel(String target) {
      Kernel made = FakeKernel.make();
      return CompletableFuture.completedFuture(
          new Kernel(target, made.machine(), made.btf(), made.files()));
    }

    @Override
    public CompletableFuture<Language> language() {
      return CompletableFuture.completedFuture(language);
    }
  }

  private static final class NoPause implements Pause {
    @Override
    public void restart(Runnable task) {}

    @Override
    public void stop() {}
  }

  private @Nullable Object asked(Object proxy, Method method, Object[] arguments)
      throws ReflectiveOperationException {
    String release = ((Kernel) arguments[1]).release();
    if (method.getName().equals("listing")) {
      compiled.add(release);
      if (faulty) {
        throw new IllegalStateException("odd");
      }
    } else if (!release.equals("old")) {
      return known.examine(Program.of("a.c", "syntax error"), (Kernel) arguments[1]);
    }
    return method.invoke(known, arguments);
  }

  private void compile() {
    List<Runnable> tasks = List.copyOf(compiling);
    compiling.clear();
    tasks.forEach(Runnable::run);
  }

  @Test
  void whatIsSeenIsOfTheKernelThatItWasMadeForAndThatIsSaid() {
    analysis.target("old");
    assertThat(model.behind()).isFalse();
    analysis.target("new");
    assertThat(model.behind()).as("the new kernel refuses it").isTrue();
    assertThat(model.edits()).isZero();
    model.sideProperty().set(Side.BPF);
    compile();
    assertThat(compiled).containsExactly("old");
  }

  @Test
  void aFaultOfTheCompilerIsToldInPlaceOfTheInstructions() {
    analysis.target("old");
    faulty = true;
    model.sideProperty().set(Side.BPF);
    assertThatThrownBy(this::compile).isInstanceOf(IllegalStateException.class);
    assertThat(Objects.requireNonNull(model.instructionsProperty().get()).problems())
        .extracting(Problem::code)
        .containsExactly("cli.unexpected");
  }
}
