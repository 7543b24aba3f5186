package probewright.app.assist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import probewright.language.Completion;
import probewright.language.Completion.Kind;
import probewright.language.Completions;

/** The list, without a window. */
class CompletionModelTest {
  private final CompletionModel model = new CompletionModel();

  private static Completion helper(String name) {
    return new Completion(name, Kind.HELPER, "long " + name + "(void *buf)", name, "Words.");
  }

  private static final List<Completion> SOME =
      List.of(
          helper("bpf_get_current_comm"),
          helper("bpf_get_current_pid_tgid"),
          helper("bpf_ktime_get_ns"));

  private List<String> names() {
    return model.items().stream().map(item -> item.completion().name()).toList();
  }

  @Test
  void filtersWhileAPersonTypes() {
    model.show(new Completions(4, SOME, false), "bp");
    assertThat(names()).hasSize(3);
    assertThat(model.typed("bpfp")).isFalse();
    assertThat(names()).containsExactly("bpf_get_current_pid_tgid");
    assertThat(model.items().get(0).letters()).containsExactly(0, 1, 2, 16);
    model.typed("bp");
    assertThat(names()).hasSize(3);
    model.typed("bpx");
    assertThat(model.openProperty().get()).isFalse();
  }

  @Test
  void aListThatWasNotWholeIsAskedForAgain() {
    model.show(new Completions(0, SOME, true), "b");
    assertThat(model.typed("bp")).isTrue();
  }

  @Test
  void whatIsWrittenAlreadyIsNotOffered() {
    model.show(new Completions(0, SOME, false), "bpf_ktime_get_ns");
    assertThat(model.openProperty().get()).isFalse();
    model.show(new Completions(0, List.of(), false), "x");
    assertThat(model.openProperty().get()).isFalse();
  }

  @Test
  void theChoiceGoesRoundByStepsAndStopsByPages() {
    model.show(new Completions(0, SOME, false), "b");
    model.move(-1);
    assertThat(model.selectedProperty().get()).isEqualTo(2);
    model.move(1);
    assertThat(model.selectedProperty().get()).isZero();
    model.move(9);
    assertThat(model.selectedProperty().get()).isEqualTo(2);
    assertThat(model.choice()).map(Completion::name).contains("bpf_ktime_get_ns");
    model.close();
    assertThat(model.choice()).isEmpty();
  }

  @Test
  void aProbesLettersAreThoseOfItsName() {
    Completion probe = new Completion("vfs_read", Kind.PROBE, "", "kprobe__vfs_read", "");
    model.show(new Completions(0, List.of(probe), false), "kprobe__vfsr");
    assertThat(model.items().get(0).letters()).containsExactly(0, 1, 2, 4);
  }

  @Test
  void aCallGetsItsBracketsOnce() {
    Completion choice = SOME.get(0);
    assertThat(Insertion.of(choice, 2, 4, ";"))
        .isEqualTo(new Insertion(2, 4, "bpf_get_current_comm()", 23, false));
    assertThat(Insertion.of(choice, 2, 4, "("))
        .isEqualTo(new Insertion(2, 4, "bpf_get_current_comm", 22, false));
    Completion nothing = new Completion("now", Kind.HELPER, "__u64 now(void)", "now", "");
    assertThat(Insertion.of(nothing, 0, 1, "").caret()).isEqualTo(5);
    Completion probe =
        new Completion(
            "TRACEPOINT_PROBE",
            Kind.MACRO,
            "TRACEPOINT_PROBE(category, event)",
            "TRACEPOINT_PROBE",
            "");
    assertThat(Insertion.of(probe, 0, 2, "").again()).isTrue();
    Completion member = new Completion("q", Kind.MEMBER, "struct request_queue *", "q", "");
    assertThat(Insertion.of(member, 5, 5, "").text()).isEqualTo("q");
    Completion kind = new Completion("kprobe:", Kind.PROBE, "", "kprobe:", "");
    assertThat(Insertion.of(kind, 0, 0, "").again()).isTrue();
  }
}
