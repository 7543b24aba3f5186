package probewright.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.diagnostics.Problem;
import probewright.dialect.Program;

/** Names that do not say which one is meant, and threads of one name: none missing, none twice. */
@Tag("vm")
class NamesVmTest {
  private static final Guests GUESTS = new Guests();

  @TempDir private static Path folder;
  private static byte[] twins;

  @BeforeAll
  static void compile() throws Exception {
    String source = Path.of(NamesVmTest.class.getResource("twins.c").toURI()).toString();
    String made = folder.resolve("twins").toString();
    String part = folder.resolve("other.o").toString();
    command("gcc", "-O1", "-c", "-o", part, source);
    command("gcc", "-O1", "-pthread", "-DMAIN", "-o", made, source, part);
    twins = Files.readAllBytes(Path.of(made));
  }

  private static void command(String... words) throws Exception {
    assertThat(new ProcessBuilder(words).inheritIO().start().waitFor()).isZero();
  }

  @AfterAll
  static void close() {
    GUESTS.close();
  }

  private static String counting(String place) {
    return "// attach: uprobe:/tmp/twins:"
        + place
        + "=f\n"
        + """
        BPF_HASH(hits, u32, u64);
        int f(struct pt_regs *ctx)
        {
            hits.increment(0);
            return 0;
        }
        """;
  }

  /** What is refused says the places to choose from, and each is one of the two. */
  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void aNameOfTwoFunctionsIsRefusedWithTheirPlaces(String kernel) throws Exception {
    GUESTS.send(kernel, "/tmp/twins", twins);
    List<String> places = new ArrayList<>();
    assertThatThrownBy(() -> GUESTS.get(kernel).run(Program.of("twins.c", counting("twin"))))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.problems())
                  .extracting(Problem::code)
                  .containsExactly("attach.symbol-ambiguous");
              List<String> arguments = refused.problems().get(0).arguments();
              assertThat(arguments).startsWith("twin", "/tmp/twins", "2");
              places.addAll(List.of(arguments.get(3).split(", ")));
            });
    assertThat(places).hasSize(2).doesNotHaveDuplicates();
    TreeSet<Long> counts = new TreeSet<>();
    for (String place : places) {
      String there = place.substring(place.lastIndexOf(':') + 1);
      try (Tracing tracing = GUESTS.get(kernel).run(Program.of("twins.c", counting(there)))) {
        GUESTS.shell(kernel, "/tmp/twins");
        counts.add(tracing.map("hits", Integer.class, Long.class).get(0).orElse(0L));
      }
    }
    assertThat(counts).containsExactly(7L, 30L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void anIteratorSeesEachThreadOnce(String kernel) throws Exception {
    String text =
        """
        // attach: iter:task=bpf_iter__task
        BPF_ITER(task)
        {
            struct task_struct *task = ctx->task;
            if (task == (void *)0)
                return 0;
            BPF_SEQ_PRINTF(ctx->meta->seq, "%d %d %s\\n", task->tgid, task->pid, task->comm);
            return 0;
        }
        """;
    GUESTS.send(kernel, "/tmp/twins", twins);
    String process =
        GUESTS
            .shell(
                kernel,
                "setsid /tmp/twins wait 20 >/dev/null 2>&1 </dev/null & p=$!;"
                    + " until [ $(ls /proc/$p/task | wc -l) = 21 ]; do :; done; echo $p")
            .strip();
    try (Tracing tracing = GUESTS.get(kernel).run(Program.of("tasks.c", text))) {
      List<String> wanted =
          GUESTS
              .shell(kernel, "ls /proc/" + process + "/task")
              .lines()
              .map(thread -> process + " " + thread + " waiting")
              .toList();
      assertThat(wanted).hasSize(21);
      List<String> tasks = tracing.iterate("bpf_iter__task").lines().toList();
      assertThat(tasks).doesNotHaveDuplicates();
      assertThat(tasks.stream().filter(task -> task.endsWith(" waiting")))
          .containsExactlyInAnyOrderElementsOf(wanted);
    } finally {
      GUESTS.shell(kernel, "kill " + process);
    }
  }
}
