package probewright.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import probewright.btf.Kernel;
import probewright.btf.KernelFiles;
import probewright.compiler.MiniKernel;
import probewright.diagnostics.ProblemException;
import probewright.dialect.Examination;
import probewright.dialect.Outline;
import probewright.dialect.Program;

/** What an editor is told; {@code |} stands for the cursor. */
class LanguageServiceTest {
  private static final String PROGRAM =
      """
      #include <linux/blkdev.h>
      // attach: kprobe:vfs_read=trace_read
      struct key_t {
          u32 pid;
          u64 ts;
      };
      BPF_HASH(start, u32, struct key_t);
      #define LIMIT 10

      static int helper(struct request *req, int limit)
      {
          return req->q->id;
      }

      int trace_read(struct pt_regs *ctx, struct request *req)
      {
          struct key_t key = {};
          u32 count = 0;
          struct key_t *found = start.lookup(&count);
          if (!found)
              return 0;
          %s
          return helper(req, 1);
      }
      """;

  @TempDir private static Path folder;
  private static Kernel kernel;
  private static LanguageService service;

  @BeforeAll
  static void kernel() throws Exception {
    Kernel mini = MiniKernel.make(folder);
    kernel = new Kernel(mini.release(), mini.machine(), mini.btf(), new FewFiles());
    service =
        new LanguageService(
            MiniKernel.toolchain(
                folder.resolve("cache"), MiniKernel.clangs().findFirst().orElseThrow()));
  }

  /** A text with its cursor taken out. */
  private record Typed(Program program, int offset) {
    static Typed of(String text) {
      int cursor = text.indexOf('|');
      String rest = text.substring(0, cursor) + text.substring(cursor + 1);
      return new Typed(Program.of("typed.c", rest), cursor);
    }

    static Typed inside(String line) {
      return of(PROGRAM.formatted(line));
    }
  }

  private static Completions complete(Typed typed) throws ProblemException {
    Examination examination = service.examine(typed.program, kernel);
    return service.complete(
        typed.program, kernel, examination.outline(), typed.offset, Locale.ENGLISH);
  }

  private static List<String> names(Typed typed) throws ProblemException {
    return complete(typed).choices().stream().map(Completion::name).toList();
  }

  @Test
  void membersOfAKernelStructComeWithTheirTypes() throws Exception {
    Completions found = complete(Typed.inside("req->q->|;"));
    assertThat(found.choices()).extracting(Completion::name).contains("limits", "id");
    assertThat(found.choices())
        .filteredOn(c -> c.name().equals("id"))
        .singleElement()
        .satisfies(c -> assertThat(c.detail()).isEqualTo("int"));
    assertThat(names(Typed.inside("found->t|"))).containsExactly("ts");
  }

  @Test
  void aMapOffersItsMethodsOnly() throws Exception {
    Completions found = complete(Typed.inside("start.|"));
    assertThat(found.choices())
        .extracting(Completion::name)
        .contains("lookup", "update", "increment")
        .doesNotContain("key", "leaf");
    assertThat(found.choices()).allSatisfy(c -> assertThat(c.documentation()).isNotEmpty());
  }

  @Test
  void theNamesOfFunctionsBeginWithProbes() throws Exception {
    Completions found = complete(Typed.of("int kp|"));
    assertThat(found.choices().get(0))
        .satisfies(
            first -> {
              assertThat(first.insert()).isEqualTo("kprobe__");
              assertThat(first.kind()).isEqualTo(Completion.Kind.PROBE);
              assertThat(first.documentation()).isNotEmpty();
            });
    assertThat(names(Typed.of("int trac|"))).contains("tracepoint__");
    assertThat(names(Typed.inside("int kp|"))).doesNotContain("kprobe__");
  }

  @Test
  void namesInScopeComeBeforeTheKernels() throws Exception {
    assertThat(names(Typed.inside("co|"))).startsWith("count").contains("const", "continue");
    assertThat(names(Typed.inside("req|"))).contains("req").doesNotContain("limit");
    assertThat(names(Typed.inside("BPF_ANY|"))).contains("BPF_ANY");
    assertThat(names(Typed.inside("bpf_get_current_c|"))).contains("bpf_get_current_comm");
    assertThat(names(Typed.inside("LIM|"))).contains("LIMIT");
    assertThat(names(Typed.inside("hel|"))).startsWith("helper");
  }

  @Test
  void aHelperShowsItsParametersAndItsFirstSentence() throws Exception {
    Completion helper =
        complete(Typed.inside("bpf_ktime_get_n|")).choices().stream()
            .filter(c -> c.name().equals("bpf_ktime_get_ns"))
            .findFirst()
            .orElseThrow();
    assertThat(helper.detail()).isEqualTo("__u64 bpf_ktime_get_ns(void)");
    assertThat(helper.documentation()).startsWith("Return the time elapsed since system boot");
  }

  @Test
  void tagsFollowStruct() throws Exception {
    assertThat(names(Typed.inside("struct req|"))).contains("request", "request_queue");
    assertThat(names(Typed.inside("struct key|"))).startsWith("key_t");
  }

  @ParameterizedTest
  @CsvSource({
    "'int kprobe__vfs_|',vfs_read",
    "'int kretprobe__vfs_w|',vfs_write",
    "'int tracepoint__sched|',sched__sched_switch",
    "'TRACEPOINT_PROBE(sc|',sched",
    "'TRACEPOINT_PROBE(sched, |',sched_switch",
    "'RAW_TRACEPOINT_PROBE(sched_s|',sched_switch",
    "'int syscall__|',openat",
    "'// attach: kpro|',kprobe:",
    "'// attach: kprobe:vfs_r|',vfs_read=",
    "'// attach: tracepoint:sched:|',sched_switch=",
  })
  void probesAreNamedWhereverTheyAreSaid(String line, String expected) throws Exception {
    assertThat(names(Typed.of(line))).contains(expected);
  }

  @Test
  void anAttachLineOffersTheProgramsFunctions() throws Exception {
    assertThat(
            names(
                Typed.of("// attach: kprobe:vfs_read=|\nint trace_read(void *ctx) { return 0; }")))
        .containsExactly("trace_read");
  }

  @ParameterizedTest
  @CsvSource({"'// a comm|'", "'/* in here |'", "'char *t = \"te|'", "'int x = 12|'"})
  void nothingIsOfferedInCommentsTextsAndNumbers(String line) throws Exception {
    assertThat(names(Typed.of(line))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "bpf_get_current_comm(&key, |;1;2",
        "start.update(&count, |;1;2",
        "helper(req|;0;2",
        "start.lookup(&count, helper(req, |;1;2",
        "helper(req, sizeof(count|;1;2",
        "helper(req, (count + 1|;1;2",
        "helper((struct request *)|;0;2",
        "helper(req, 12|;1;2",
        "helper(req, \"a, (|;1;2",
      })
  void aCallShowsWhichArgumentIsNext(String line, int active, int parameters) {
    Typed typed = Typed.inside(line);
    // the outline is of the text before the call was typed
    Examination before = service.examine(Program.of("typed.c", PROGRAM.formatted("")), kernel);
    Signature signature =
        service
            .signature(typed.program, kernel, before.outline(), typed.offset, Locale.ENGLISH)
            .orElseThrow();
    assertThat(signature.active()).isEqualTo(active);
    assertThat(signature.parameters()).hasSize(parameters);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "req->q->i|d;int request_queue.id  /* 4 +4 */;BTF 6.1.0-mini",
        "cou|nt++;u32 count;program",
        "start.loo|kup(&count);value *lookup(const key *);bcc",
        "sta|rt.lookup(&count);BPF_HASH(start, u32, struct key_t);;program",
        "bpf_ktime_|get_ns();__u64 bpf_ktime_get_ns(void);bpf_helper_defs.h",
      })
  void hoverSaysWhatAWordIs(String line, String signature, String source) {
    Typed typed = Typed.inside(line.replace(";;", ";"));
    Examination examination = service.examine(typed.program, kernel);
    Hover hover =
        service
            .hover(typed.program, kernel, examination.outline(), typed.offset, Locale.ENGLISH)
            .orElseThrow();
    assertThat(hover.signature()).startsWith(signature);
    if (source != null && !source.isEmpty()) {
      assertThat(hover.source()).isEqualTo(source);
    }
  }

  @Test
  void definitionsLeadToTheTextOrToTheKernelsTypes() {
    Typed own = Typed.inside("cou|nt++;");
    Definition there =
        service
            .definition(
                own.program, kernel, service.examine(own.program, kernel).outline(), own.offset)
            .orElseThrow();
    assertThat(there).isInstanceOf(Definition.Own.class);
    assertThat(own.program.text().substring(((Definition.Own) there).start()))
        .startsWith("count = 0");

    Typed member = Typed.inside("req->q->i|d;");
    Definition kernels =
        service
            .definition(
                member.program,
                kernel,
                service.examine(member.program, kernel).outline(),
                member.offset)
            .orElseThrow();
    assertThat(kernels).isInstanceOf(Definition.OfKernel.class);
    Definition.OfKernel page = (Definition.OfKernel) kernels;
    assertThat(page.page().name()).isEqualTo("struct request_queue");
    assertThat(page.page().text().lines().toList().get(page.line() - 1)).contains("id;");

    // in C a tag is another name than a variable's
    Typed tag = Typed.inside("struct requ|est *request;");
    assertThat(
            service.definition(
                tag.program, kernel, service.examine(tag.program, kernel).outline(), tag.offset))
        .get()
        .isInstanceOf(Definition.OfKernel.class);
  }

  @Test
  void aTypeWhoseNameEndsAsAKeywordIsNone() throws Exception {
    Typed name = Typed.inside("typedef struct key_t my_struct; my_struct requ|est = {};");
    assertThat(
            service.definition(
                name.program, kernel, service.examine(name.program, kernel).outline(), name.offset))
        .get()
        .isInstanceOf(Definition.Own.class);
  }

  @Test
  void anOutlineOfALongerTextServesToo() {
    Typed typed = Typed.inside("u64 now = bpf_ktime|_get_ns();");
    Outline before = service.examine(typed.program, kernel).outline();
    for (int end = typed.offset; end <= typed.program.text().length(); end++) {
      Program cut = Program.of("typed.c", typed.program.text().substring(0, end));
      for (int at = typed.offset - 12; at <= end; at++) {
        service.hover(cut, kernel, before, at, Locale.ENGLISH);
        service.definition(cut, kernel, before, at);
        service.signature(cut, kernel, before, at, Locale.ENGLISH);
      }
    }
  }

  @Test
  void halfTypedTextHasAnOutlineAndProblems() {
    Examination examination =
        service.examine(
            Program.of("half.c", PROGRAM.formatted("struct key_t *x = found->")), kernel);
    assertThat(examination.expanded().problems()).isNotEmpty();
    assertThat(examination.outline().declarations())
        .extracting(d -> d.name())
        .contains("start", "helper", "trace_read", "count");
  }

  /** A kernel's files of which a test needs a few lines. */
  private static final class FewFiles implements KernelFiles {
    @Override
    public Optional<String> tracepointFormat(String category, String event) {
      return Optional.empty();
    }

    @Override
    public List<String> tracepoints() {
      return List.of("sched:sched_switch", "syscalls:sys_enter_openat", "block:block_rq_issue");
    }

    @Override
    public List<String> traceableFunctions() {
      return List.of("vfs_read", "vfs_write", "do_sys_openat2");
    }

    @Override
    public Map<String, String> config() {
      return Map.of();
    }

    @Override
    public List<String> modulesWithTypes() {
      return List.of();
    }

    @Override
    public Optional<byte[]> moduleBtf(String module) {
      return Optional.empty();
    }

    @Override
    public int processors() {
      return 1;
    }
  }

  @Test
  void aFunctionOfANamedTypeHasNoParametersToShow() throws Exception {
    String text =
        "typedef int work(int);\nstatic work odd;\nint f(void *ctx)\n{\n  return odd(1);\n}\n";
    Program program = Program.of("typed.c", text);
    Outline outline = service.examine(program, kernel).outline();
    int inside = text.indexOf("odd(1") + 4;
    assertThat(service.signature(program, kernel, outline, inside, Locale.ENGLISH)).isEmpty();
  }
}
