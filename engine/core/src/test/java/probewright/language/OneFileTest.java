package probewright.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probewright.btf.Kernel;
import probewright.compiler.MiniKernel;
import probewright.diagnostics.Place;
import probewright.dialect.Outline;
import probewright.dialect.Program;

/** Help in each file of a program that has several: offsets are those of the file. */
class OneFileTest {
  private static final String HEADER =
      """
      struct event {
      	int mark;
      };
      static int mark_of(struct request *req) { return req->q->id; }
      """;

  private static final String TEXT =
      """
      #include "event.h"
      BPF_PERF_OUTPUT(events);
      int kprobe__f(struct pt_regs *ctx, struct request *req)
      {
      	struct event event = {.mark = mark_of(req)};
      	return event.mark;
      }
      """;

  @TempDir private static Path folder;
  private static Kernel kernel;
  private static LanguageService service;

  private final Program program =
      new Program("dir/p.c", TEXT, Map.of("event.h", HEADER), Map.of(), List.of());

  @BeforeAll
  static void kernel() throws Exception {
    kernel = MiniKernel.make(folder);
    service =
        new LanguageService(
            MiniKernel.toolchain(
                folder.resolve("cache"), MiniKernel.clangs().findFirst().orElseThrow()));
  }

  private Outline outline() {
    return service.examine(program, kernel).outline();
  }

  private Language in(String file, String text) {
    return new OneFile(service, program, file, text);
  }

  @Test
  void membersAreOfferedBehindAHeader() throws Exception {
    int at = TEXT.indexOf("event.mark") + "event.".length();
    Completions found =
        in("dir/p.c", TEXT).complete(program, kernel, outline(), at, Locale.ENGLISH);
    assertThat(found.start()).isEqualTo(at);
    assertThat(found.choices()).extracting(Completion::name).containsExactly("mark");
  }

  @Test
  void membersAreOfferedInsideAHeader() throws Exception {
    int at = HEADER.indexOf("q->id") + "q->".length();
    Completions found =
        in("dir/event.h", HEADER).complete(program, kernel, outline(), at, Locale.ENGLISH);
    assertThat(found.start()).isEqualTo(at);
    assertThat(found.choices()).extracting(Completion::name).contains("id");
  }

  @Test
  void aNameIsToldInItsOwnFile() {
    int at = TEXT.indexOf("mark_of") + 2;
    assertThat(in("dir/p.c", TEXT).hover(program, kernel, outline(), at, Locale.ENGLISH))
        .hasValueSatisfying(
            hover -> {
              assertThat(hover.start()).isEqualTo(at - 2);
              assertThat(hover.signature()).contains("mark_of");
            });
  }

  @Test
  void aDefinitionInAnotherFileHasItsPlaceThere() {
    int at = TEXT.indexOf("mark_of") + 2;
    assertThat(in("dir/p.c", TEXT).definition(program, kernel, outline(), at))
        .contains(new Definition.Beside(new Place("dir/event.h", 4, 12, 4, 19)));
    int own = HEADER.indexOf("mark_of");
    assertThat(in("dir/event.h", HEADER).definition(program, kernel, outline(), own + 2))
        .contains(new Definition.Own(own, own + "mark_of".length()));
  }

  @Test
  void aFileThatIsNoPartOfTheProgramIsMetAlone() {
    String other = "int f(struct request *req)\n{\n\treturn bpf_ktime_get_ns();\n}\n";
    assertThat(
            in("dir/other.h", other)
                .hover(program, kernel, outline(), other.indexOf("bpf_") + 3, Locale.ENGLISH))
        .hasValueSatisfying(hover -> assertThat(hover.signature()).contains("bpf_ktime_get_ns"));
  }
}
