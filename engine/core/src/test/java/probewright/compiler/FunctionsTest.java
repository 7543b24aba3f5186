package probewright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import probewright.btf.CHeader;
import probewright.btf.Kernel;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.MapKind;
import probewright.dialect.Program;

/** Every way in which bcc and libbpf say what a function is. */
class FunctionsTest {
  private static final List<String> PROGRAMS =
      List.of(
          "tracepoints",
          "typed",
          "arguments",
          "several",
          "usdt",
          "contexts",
          "helpers",
          "libbpf",
          "mixed",
          "made");

  @TempDir static Path folder;
  static Kernel x86;
  static Kernel arm64;

  @BeforeAll
  static void compileKernels() throws IOException {
    x86 = kernel("x86_64", "6.1");
    arm64 = kernel("aarch64", "6.12");
  }

  private static Kernel kernel(String machine, String formats) throws IOException {
    Path own = Files.createDirectory(folder.resolve(machine));
    return MiniKernel.make(
        own, machine, new Formats(formats), "mini_kernel.c", "functions_kernel.c");
  }

  static Stream<Arguments> programs() {
    return MiniKernel.clangs()
        .flatMap(
            clang ->
                PROGRAMS.stream()
                    .flatMap(
                        name ->
                            Stream.of("x86_64", "aarch64")
                                .map(machine -> Arguments.of(clang, name, machine))));
  }

  static Stream<Path> clangs() {
    return MiniKernel.clangs();
  }

  private static Toolchain toolchain(Path clang) {
    return MiniKernel.toolchain(folder.resolve("cache"), clang);
  }

  private static Kernel kernel(String machine) {
    return machine.equals("x86_64") ? x86 : arm64;
  }

  private static ExpandedProgram translate(Path clang, String name, Kernel kernel) {
    return MiniKernel.translate(toolchain(clang), kernel, "functions/" + name + ".c");
  }

  /** Where the text is another on the other processor or kernel there is a file of its own. */
  @ParameterizedTest
  @MethodSource("programs")
  void expandsAsInTheGoldenFile(Path clang, String name, String machine) throws IOException {
    String text = translate(clang, name, kernel(machine)).text();
    String own = "functions/" + name + "." + machine + ".expanded.c";
    boolean differs = FunctionsTest.class.getResource(own) != null;
    String golden = differs ? own : "functions/" + name + ".expanded.c";
    String rewrite = System.getProperty("probewright.golden");
    if (rewrite != null) {
      Files.writeString(Path.of(rewrite, name + "." + machine + ".expanded.c"), text);
    } else if (name.equals("libbpf")) {
      assertThat(text).isEqualTo(MiniKernel.resource("functions/libbpf.c"));
    } else {
      assertThat(text).isEqualTo(MiniKernel.resource(golden));
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void compilesWithTheSmallHeader(Path clang, String name, String machine) {
    Kernel kernel = kernel(machine);
    ExpandedProgram expanded = translate(clang, name, kernel);
    BpfObject object = MiniKernel.done(toolchain(clang).compile(expanded, kernel));
    assertThat(new String(object.elf(), StandardCharsets.ISO_8859_1))
        .contains("./" + name + ".c\0");
  }

  @ParameterizedTest
  @MethodSource("programs")
  void expandedTextCompilesByItselfWithStockHeaders(Path clang, String name, String machine)
      throws IOException {
    Path work = Files.createTempDirectory(folder, "stock");
    Files.writeString(work.resolve("vmlinux.h"), CHeader.full(kernel(machine).btf()));
    Path source = work.resolve(name + ".bpf.c");
    Files.writeString(source, translate(clang, name, kernel(machine)).text());
    MiniKernel.run(
        clang.toString(),
        "-target",
        "bpf",
        "-O2",
        "-g",
        "-Werror",
        "-D__TARGET_ARCH_" + (machine.equals("x86_64") ? "x86" : "arm64"),
        "-I" + work,
        "-idirafter",
        "/usr/include",
        "-idirafter",
        "/usr/include/x86_64-linux-gnu",
        "-c",
        source.toString(),
        "-o",
        work.resolve("object.o").toString());
  }

  @ParameterizedTest
  @MethodSource("clangs")
  void namesAndSectionsSayWhereProgramsAttach(Path clang) {
    assertThat(attachments(clang, "typed"))
        .containsExactly(
            "fentry:vfs_read=kfunc__vmlinux__vfs_read",
            "fexit:vfs_read=kretfunc__vmlinux__vfs_read",
            "fentry:nft_do_chain=kfunc__nf_tables__nft_do_chain",
            "fexit:nft_do_chain=kretfunc__nf_tables__nft_do_chain",
            "fmod_ret:security_file_open=kmod_ret__vmlinux__security_file_open",
            "lsm:bprm_check_security=lsm__bprm_check_security",
            "iter:task=bpf_iter__task",
            "fentry:vfs_write=kfunc__vmlinux__vfs_write",
            "fexit:vfs_write=kretfunc__vmlinux__vfs_write",
            "fentry:vfs_read=by_hand");
    assertThat(attachments(clang, "tracepoints"))
        .containsExactly(
            "tracepoint:sched:sched_switch=tracepoint__sched__sched_switch",
            "tracepoint:sched:sched_process_exec=tracepoint__sched__sched_process_exec",
            "tracepoint:block:block_rq_complete=completed",
            "tracepoint:odd__cat:odd__event=tracepoint__odd__cat__odd__event",
            "raw_tracepoint:sched_switch=raw_tracepoint__sched_switch",
            "raw_tracepoint:sched_process_exit=raw_tracepoint__sched_process_exit");
    assertThat(attachments(clang, "libbpf"))
        .containsExactly(
            "kprobe:vfs_read=on_read",
            "kretprobe:vfs_read=read_done",
            "tracepoint:sched:sched_switch=on_switch",
            "tp_btf:sched_switch=on_switch_typed",
            "raw_tracepoint:sched_switch=raw",
            "fentry:vfs_read=entry",
            "fexit:vfs_read=leave",
            "lsm:bprm_check_security=checked",
            "iter:task=dump",
            "kprobe:__x64_sys_openat=opening",
            "uprobe:/lib/libc.so.6:getenv=named",
            "usdt:/usr/bin/app:prov:begin=begun",
            "kprobe:vfs_*=many");
    assertThat(attachments(clang, "several"))
        .containsExactly(
            "kprobe:vfs_read=count",
            "kprobe:vfs_write=count",
            "kretprobe:vfs_read=count",
            "kprobe:vfs_read=any__kprobe",
            "tracepoint:sched:sched_switch=any__tracepoint",
            "perf:software:cpu-clock:freq:99=any__perf",
            "fentry:vfs_read=both__fentry",
            "fentry:vfs_write=both__fentry2",
            "kprobe:vfs_open=opened__kprobe",
            "fexit:vfs_open=opened__fexit");
  }

  private static List<String> attachments(Path clang, String name) {
    return translate(clang, name, x86).attachments().stream().map(Object::toString).toList();
  }

  @ParameterizedTest
  @MethodSource("clangs")
  void mapsOfLibbpfsFormAreOutputs(Path clang) {
    ExpandedProgram expanded = translate(clang, "libbpf", x86);
    assertThat(expanded.printsTrace()).isTrue();
    assertThat(expanded.maps())
        .extracting("name", "kind", "eventType")
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("events", MapKind.RINGBUF_OUTPUT, "event"),
            org.assertj.core.groups.Tuple.tuple("counts", MapKind.HASH, null));
    BpfObject object = MiniKernel.done(toolchain(clang).compile(expanded, x86));
    assertThat(object.btf().struct("event")).isPresent();
    assertThat(object.btf().mapTypes("counts")).isPresent();
  }

  @ParameterizedTest
  @MethodSource("clangs")
  void linesAreTheUsersOwnBehindWhatWasAdded(Path clang) {
    assertThat(translate(clang, "mixed", x86).compilerText()).contains("#line 5 \"mixed.c\"\n;");
    assertThat(translate(clang, "several", x86).compilerText())
        .contains("#line 29 \"several.c\"\nSEC(\"kprobe/vfs_open\")");
    assertThat(translate(clang, "libbpf", x86).compilerText())
        .startsWith("#line 1 \"libbpf.c\"\n// SPDX");
  }

  @Test
  void recordsOfTracepointsAreTheKernelsOwn() {
    Path clang = clangs().findFirst().orElseThrow();
    String old = translate(clang, "tracepoints", x86).text();
    String young = translate(clang, "tracepoints", arm64).text();
    assertThat(old).doesNotContain("ioprio").contains("char rwbs[8];");
    assertThat(young).contains("ioprio");
  }

  @ParameterizedTest
  @MethodSource("clangs")
  void rulesNameWhatTheyRefuse(Path clang) {
    assertThat(problems(clang, "functions.c"))
        .containsExactly(
            "7:70-7:71 translate.arguments [6]",
            "8:15-8:19 translate.argument-name []",
            "9:41-9:46 translate.argument-struct [whole]",
            "10:36-10:42 translate.no-arguments [on_switch, tracepoint]",
            "11:41-11:45 translate.return-arguments [kretprobe__vfs_read]",
            "14:2-14:8 translate.helper-not-static [helper]",
            "15:5-15:11 translate.unattached [helper, kprobe:FUNCTION]",
            "16:19-16:23 translate.context-name []",
            "17:1-17:12 translate.attach-mixed [kfunc__vmlinux__vfs_write, fentry, kprobe]");
    assertThat(problems(clang, "tracepoints.c"))
        .containsExactly(
            "1:12-1:19 attach.malformed [nothing]",
            "2:18-2:38 translate.tracepoint-near [random:sched_switch," + " sched:sched_switch]",
            "3:14-3:41 translate.tracepoint-unknown [nowhere:at_all, ]");
  }

  @Test
  void aTracepointThatIsNotThereGivesWayToEachThatIsLikeIt() {
    Path clang = MiniKernel.clangs().findFirst().orElseThrow();
    assertThat(mended(clang, "TRACEPOINT_PROBE(random, sched_switch) { return 0; }\n"))
        .containsExactly("TRACEPOINT_PROBE(sched, sched_switch) { return 0; }\n");
    assertThat(mended(clang, "int f(struct tracepoint__random__sched_switch *a) { return 0; }\n"))
        .containsExactly("int f(struct tracepoint__sched__sched_switch *a) { return 0; }\n");
  }

  private static List<String> mended(Path clang, String text) {
    return toolchain(clang).translate(Program.of("p.c", text), x86).problems().stream()
        .flatMap(problem -> problem.fixes().stream())
        .map(fix -> fix.apply(text))
        .toList();
  }

  private static List<String> problems(Path clang, String file) {
    Outcome<ExpandedProgram> outcome =
        toolchain(clang).translate(Program.of(file, MiniKernel.resource("errors/" + file)), x86);
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    return outcome.problems().stream().map(FunctionsTest::brief).toList();
  }

  private static String brief(Problem problem) {
    var place = problem.place();
    return (place == null
            ? ""
            : place.line()
                + ":"
                + place.column()
                + "-"
                + place.endLine()
                + ":"
                + place.endColumn()
                + " ")
        + problem.code()
        + " "
        + problem.arguments();
  }
}
