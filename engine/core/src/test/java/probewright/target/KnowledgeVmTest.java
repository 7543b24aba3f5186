package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.btf.LineInfo;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Messages;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.dialect.Program;
import probewright.verifier.Knowledge;
import probewright.verifier.Knowledge.Extent;
import probewright.verifier.Knowledge.State;

/** What real verifiers know of programs that they take. */
@Tag("vm")
class KnowledgeVmTest {
  private static final Messages WORDS = new Messages(Locale.ENGLISH);

  private static final RunListener UNHEARD =
      new RunListener() {
        @Override
        public void record(String stream, int cpu, ByteBuffer data) {}

        @Override
        public void lost(String stream, long kernel, long agent) {}

        @Override
        public void ended(Problem why) {}
      };

  @TempDir static Path folder;
  private static PracticeTargets targets;
  private static Toolchain toolchain;

  @BeforeAll
  static void open() {
    targets = new PracticeTargets(folder);
    toolchain = ((Outcome.Done<Toolchain>) Toolchain.find(folder.resolve("types"))).value();
  }

  @AfterAll
  static void close() {
    targets.close();
  }

  private static Verified verify(String name, String text, String kernel) throws Exception {
    Outcome<Verified> verified =
        Verified.of(Program.of(name + ".c", text), toolchain, targets.get(kernel));
    assertThat(verified.problems()).isEmpty();
    Verified done = ((Outcome.Done<Verified>) verified).value();
    String golden = System.getProperty("probewright.golden");
    if (golden != null) {
      for (Knowledge one : done.knowledge()) {
        Files.writeString(
            Files.createDirectories(Path.of(golden)).resolve(name + "." + kernel + ".log"),
            one.log());
      }
    }
    return done;
  }

  private static String text(String name) throws IOException, URISyntaxException {
    return Files.readString(
        Path.of(
            KnowledgeVmTest.class.getResource("/probewright/knowledge/" + name + ".c").toURI()));
  }

  /** What is known before the first instruction of the line that has these words. */
  private static List<Map<String, String>> before(Verified verified, String text, String words) {
    int line =
        1 + (int) text.substring(0, text.indexOf(words)).chars().filter(c -> c == 10).count();
    Knowledge knowledge = verified.knowledge().get(0);
    LineInfo lines = LineInfo.of(verified.object().elf());
    int first =
        knowledge.visits().keySet().stream()
            .filter(
                index ->
                    lines.find(knowledge.program(), index).stream()
                        .anyMatch(found -> found.line() == line))
            .sorted()
            .findFirst()
            .orElseThrow();
    return knowledge.at(first).states().stream().map(KnowledgeVmTest::said).toList();
  }

  private static Map<String, String> said(State state) {
    return state.before().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry ->
                    WORDS.sentence(
                        entry.getValue().known().code(),
                        entry.getValue().known().arguments().toArray())));
  }

  private static Set<String> all(List<Map<String, String>> states) {
    return states.stream()
        .flatMap(state -> Stream.of(state.values()))
        .flatMap(java.util.Collection::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void itIsKnownLineByLine(String kernel) throws Exception {
    String text = text("counting");
    Verified verified = verify("counting", text, kernel);
    assertThat(verified.knowledge())
        .extracting(Knowledge::program)
        .containsExactly("kprobe__do_nanosleep");
    assertThat(verified.knowledge().get(0).extent()).isEqualTo(Extent.WHOLE);
    assertThat(verified.knowledge().get(0).steps()).isBetween(20L, 200L);
    assertThat(before(verified, text, "u32 key ="))
        .singleElement()
        .satisfies(state -> assertThat(state).containsEntry("R1", "the context"));
    assertThat(all(before(verified, text, "if (!seen)")))
        .contains("an entry of counts, or NULL")
        .doesNotContain("an entry of counts");
    assertThat(all(before(verified, text, "*seen += 1")))
        .contains("an entry of counts")
        .doesNotContain("an entry of counts, or NULL");
    assertThat(all(before(verified, text, "row->cells[index] += 1")))
        .contains("a number from 0 to 15", "an entry of rows")
        .doesNotContain("an entry of rows, or NULL");
    assertThat(all(before(verified, text, "return number / 2")))
        .anyMatch(w -> w.contains("number"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void aLogThatDoesNotFitRefusesNothing(String kernel) throws Exception {
    String text = text("long");
    Knowledge cut = verify("long", text, kernel).knowledge().get(0);
    assertThat(cut.extent()).isEqualTo(kernel.equals("6.1") ? Extent.BEGINNING : Extent.END);
    assertThat(cut.log().length()).isLessThanOrEqualTo(1 << 20);
    assertThat(cut.visits()).isNotEmpty();
    assertThat(cut.visits().values())
        .allSatisfy(
            visits -> assertThat(visits.states()).hasSizeLessThanOrEqualTo(Knowledge.MOST_WAYS));
    String longer = text.replace("1200", "30000");
    Knowledge none = verify("longer", longer, kernel).knowledge().get(0);
    assertThat(none.extent()).isEqualTo(Extent.NONE);
    assertThat(none.steps()).isGreaterThan(20_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void aRunComesAndGoesMeanwhile(String kernel) throws Exception {
    String text = text("long");
    CompletableFuture<Verified> asked =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return verify("beside", text, kernel);
              } catch (Exception e) {
                throw new CompletionException(e);
              }
            });
    Program program = Program.of("counting.c", text("counting"));
    do {
      Outcome<Run> run =
          Run.start(program, toolchain, targets.get(kernel), UNHEARD, System::nanoTime);
      assertThat(run.problems()).isEmpty();
      ((Outcome.Done<Run>) run).value().close();
    } while (!asked.isDone());
    assertThat(asked.get().knowledge().get(0).visits()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void nothingStaysAndARefusalIsTheSameAsOfARun(String kernel) throws Exception {
    Target target = targets.get(kernel);
    verify("counting", text("counting"), kernel);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (Workloads.Workload shell =
        target.workloads().orElseThrow().start(Remains.of(Remains.LISTS), said, said)) {
      assertThat(shell.waitFor()).isZero();
    }
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    Outcome<Verified> refused =
        Verified.of(
            Program.of("a.c", text("counting").replace("if (!seen)", "if (0)")), toolchain, target);
    assertThat(refused.problems()).extracting("code").containsExactly("verifier.null-check");
  }
}
