package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.MapDeclaration;
import probewright.dialect.MapKind;
import probewright.dialect.Program;
import probewright.probes.Attachment;
import probewright.probes.Probe;

class OfferedTest {
  private static final Place PLACE = Place.point("p.c", 3, 1);
  private static final List<String> ALL = List.of("ring", "trampoline", "kprobe", "uprobe", "lsm");

  private static ExpandedProgram program(String probe, MapKind kind) {
    Attachment attachment =
        new Attachment(((Outcome.Done<Probe>) Probe.parse(probe)).value(), "f", PLACE);
    Program program = Program.of("p.c", "");
    return new ExpandedProgram(
        program,
        "",
        "",
        List.of(),
        List.of(attachment),
        List.of(),
        List.of(new MapDeclaration("rings", kind, PLACE, "event")),
        List.of(),
        List.of(),
        List.of(),
        false);
  }

  @ParameterizedTest
  @CsvSource({
    "fentry:vfs_read,trampoline,load.no-trampoline",
    "tp_btf:sched_switch,trampoline,load.no-trampoline",
    "kretprobe:vfs_read,kprobe,attach.no-perf-kprobe",
    "uprobe:c:malloc,uprobe,attach.no-perf-kprobe"
  })
  void aProbeThatIsNotOfferedIsRefusedAtItsPlace(String probe, String word, String code) {
    ExpandedProgram program = program(probe, MapKind.PERF_OUTPUT);
    assertThat(new Offered(ALL).missing(program)).isEmpty();
    List<String> others = ALL.stream().filter(offer -> !offer.equals(word)).toList();
    Optional<Problem> problem = new Offered(others).missing(program);
    assertThat(problem).isPresent();
    assertThat(problem.get().code()).isEqualTo(code);
    assertThat(problem.get().place()).isEqualTo(PLACE);
  }

  @Test
  void aRingBufferThatIsNotOfferedIsRefusedByName() {
    ExpandedProgram program = program("tracepoint:sched:sched_switch", MapKind.RINGBUF_OUTPUT);
    assertThat(new Offered(List.of("ring")).missing(program)).isEmpty();
    assertThat(new Offered(List.of()).missing(program))
        .contains(Problem.error(Stage.LOAD, "load.no-ring", "rings").at(PLACE));
  }
}
