package probewright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import probewright.btf.Btf;
import probewright.btf.BtfType;
import probewright.btf.CHeader;
import probewright.btf.Kernel;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.MapKind;
import probewright.dialect.Program;

class ToolchainTest {
  private static final List<String> PROGRAMS =
      List.of(
          "hello_world",
          "hello_perf_output",
          "bitehist",
          "disksnoop",
          "reads",
          "macros",
          "map_kinds",
          "map_methods",
          "packets");

  @TempDir static Path folder;
  static Kernel kernel;

  @BeforeAll
  static void compileKernel() throws IOException {
    kernel = MiniKernel.make(folder);
  }

  static Stream<Arguments> programs() {
    return MiniKernel.clangs()
        .flatMap(clang -> PROGRAMS.stream().map(name -> Arguments.of(clang, name)));
  }

  static Stream<Path> clangs() {
    return MiniKernel.clangs();
  }

  private static Toolchain toolchain(Path clang) {
    return MiniKernel.toolchain(folder.resolve("cache"), clang);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void expandsAsInTheGoldenFile(Path clang, String name) throws IOException {
    ExpandedProgram expanded =
        MiniKernel.translate(toolchain(clang), kernel, "golden/" + name + ".c");
    String rewrite = System.getProperty("probewright.golden");
    if (rewrite != null) {
      Files.writeString(Path.of(rewrite, name + ".expanded.c"), expanded.text());
    }
    assertThat(expanded.text()).isEqualTo(MiniKernel.resource("golden/" + name + ".expanded.c"));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void editsLeadFromTheUsersTextToTheExpandedOne(Path clang, String name) {
    ExpandedProgram expanded =
        MiniKernel.translate(toolchain(clang), kernel, "golden/" + name + ".c");
    StringBuilder text = new StringBuilder(expanded.program().text());
    for (int i = expanded.edits().size() - 1; i >= 0; i--) {
      var edit = expanded.edits().get(i);
      text.replace(edit.offset(), edit.offset() + edit.length(), edit.replacement());
    }
    assertThat(expanded.text()).startsWith(text.toString());
  }

  @ParameterizedTest
  @MethodSource("programs")
  void expandedTextCompilesByItselfWithStockHeaders(Path clang, String name) throws IOException {
    Path work = Files.createTempDirectory(folder, "stock");
    Files.writeString(work.resolve("vmlinux.h"), CHeader.full(kernel.btf()));
    Path source = work.resolve(name + ".bpf.c");
    Files.writeString(
        source, MiniKernel.translate(toolchain(clang), kernel, "golden/" + name + ".c").text());
    MiniKernel.run(
        clang.toString(),
        "-target",
        "bpf",
        "-O2",
        "-g",
        "-Werror",
        "-D__TARGET_ARCH_x86",
        "-I" + work,
        "-idirafter",
        "/usr/include",
        "-c",
        source.toString(),
        "-o",
        work.resolve("object.o").toString());
  }

  @ParameterizedTest
  @MethodSource("programs")
  void objectQuotesTheUsersOwnLines(Path clang, String name) {
    Toolchain toolchain = toolchain(clang);
    ExpandedProgram expanded = MiniKernel.translate(toolchain, kernel, "golden/" + name + ".c");
    BpfObject object = MiniKernel.done(toolchain.compile(expanded, kernel));
    String bytes = new String(object.elf(), StandardCharsets.UTF_8);
    assertThat(bytes).contains("./" + name + ".c\0").doesNotContain("clang version");
    assertThat(bytes.lines().count()).isPositive();
    String lastReturn =
        expanded
            .program()
            .text()
            .lines()
            .filter(l -> l.contains("return 0;"))
            .findFirst()
            .orElse("");
    assertThat(bytes).contains(lastReturn);
    assertThat(MiniKernel.done(toolchain.compile(expanded, kernel)).elf()).isEqualTo(object.elf());
  }

  @ParameterizedTest
  @MethodSource("clangs")
  void helloWorldPrintsAndIsAttachedByItsName(Path clang) {
    ExpandedProgram expanded =
        MiniKernel.translate(toolchain(clang), kernel, "golden/hello_world.c");
    assertThat(expanded.printsTrace()).isTrue();
    assertThat(expanded.attachments()).hasToString("[kprobe:__x64_sys_clone=kprobe__sys_clone]");
    assertThat(expanded.maps()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("clangs")
  void eventStructIsInTheObjectsTypes(Path clang) {
    Toolchain toolchain = toolchain(clang);
    ExpandedProgram expanded =
        MiniKernel.translate(toolchain, kernel, "golden/hello_perf_output.c");
    assertThat(expanded.attachments()).hasToString("[kprobe:__x64_sys_clone=hello]");
    assertThat(expanded.maps())
        .singleElement()
        .satisfies(
            map -> {
              assertThat(map.kind()).isEqualTo(MapKind.PERF_OUTPUT);
              assertThat(map.eventType()).isEqualTo("data_t");
              assertThat(map.place()).hasToString("hello_perf_output.c:12:1");
            });
    BpfObject object = MiniKernel.done(toolchain.compile(expanded, kernel));
    assertThat(object.btf().struct("data_t"))
        .hasValueSatisfying(
            type ->
                assertThat(type.members().stream().map(m -> m.name()).toList())
                    .containsExactly("pid", "ts", "comm"));
  }

  @ParameterizedTest
  @MethodSource("clangs")
  void whateverIsSubmittedIsInTheObjectsTypes(Path clang) {
    Toolchain toolchain = toolchain(clang);
    ExpandedProgram expanded = MiniKernel.translate(toolchain, kernel, "golden/map_methods.c");
    BpfObject object = MiniKernel.done(toolchain.compile(expanded, kernel));
    assertThat(
            expanded.maps().stream()
                .filter(map -> map.eventType() != null)
                .map(map -> map.name() + " " + pointee(object.btf(), map.eventVariable())))
        .containsExactly(
            "events struct {...}",
            "packets struct item_t",
            "texts char[8]",
            "times u64",
            "ring u64",
            "records struct item_t");
  }

  private static String pointee(Btf btf, String variable) {
    int type = btf.variable(variable).orElseThrow().type();
    return btf.resolve(type) instanceof BtfType.Pointer pointer
        ? btf.spelling(pointer.target())
        : "";
  }

  @ParameterizedTest
  @MethodSource("clangs")
  void readOfAMemberIsARelocation(Path clang) {
    Toolchain toolchain = toolchain(clang);
    ExpandedProgram expanded = MiniKernel.translate(toolchain, kernel, "golden/bitehist.c");
    assertThat(expanded.maps()).singleElement().extracting("kind").isEqualTo(MapKind.HISTOGRAM);
    BpfObject object = MiniKernel.done(toolchain.compile(expanded, kernel));
    assertThat(object.btf().struct("request")).isPresent();
    // a relocation names its member by the path of indexes: member 2 of struct request
    assertThat(new String(object.elf(), StandardCharsets.ISO_8859_1)).contains("\0000:2\0");
  }

  @Test
  void parametersStandInTheExpandedProgram() {
    Program program =
        new Program(
            "p.c",
            "int kprobe__vfs_read(void *ctx) { return LIMIT; }",
            Map.of("LIMIT", "3"),
            List.of());
    Toolchain toolchain = toolchain(MiniKernel.clangs().findFirst().orElseThrow());
    ExpandedProgram expanded = MiniKernel.done(toolchain.translate(program, kernel));
    assertThat(expanded.text()).contains("#define LIMIT 3\n");
    MiniKernel.done(toolchain.compile(expanded, kernel));
  }

  @Test
  void missingClangIsOneProblemWithTheCommandThatMendsIt() {
    Outcome<Toolchain> outcome = Toolchain.find(folder, "/nonexistent", null);
    assertThat(outcome.problems())
        .singleElement()
        .extracting(Problem::code)
        .isEqualTo("compile.no-clang");
  }

  @Test
  void interruptStopsTheStage() {
    Toolchain toolchain = toolchain(MiniKernel.clangs().findFirst().orElseThrow());
    Thread.currentThread().interrupt();
    Outcome<ExpandedProgram> outcome =
        toolchain.translate(Program.of("p.c", "int f(void *ctx) { return 0; }"), kernel);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcome.problems()).extracting(Problem::code).containsExactly("compile.stopped");
  }

  @ParameterizedTest
  @MethodSource("clangs")
  void damagedTypesAreMadeAnew(Path clang) throws IOException {
    Path cache = Files.createTempDirectory(folder, "damaged");
    Program program = Program.of("p.c", "int kprobe__f(void *ctx) { return 0; }");
    MiniKernel.done(MiniKernel.toolchain(cache, clang).translate(program, kernel));
    try (Stream<Path> files = Files.list(cache)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".pch")).toList()) {
        Files.writeString(file, "cut short");
      }
    }
    MiniKernel.done(MiniKernel.toolchain(cache, clang).translate(program, kernel));
  }

  @Test
  void unusableCacheIsOneProblem() throws IOException {
    Path file = Files.writeString(folder.resolve("file-not-folder"), "");
    Toolchain toolchain = MiniKernel.toolchain(file, MiniKernel.clangs().findFirst().orElseThrow());
    assertThat(
            toolchain
                .translate(Program.of("p.c", "int kprobe__f(void *ctx) { return 0; }"), kernel)
                .problems())
        .extracting(Problem::code)
        .containsExactly("compile.files");
  }

  @Test
  void severalFirstUsersMakeOneCacheOfTypes() {
    Path cache = folder.resolve("shared-cache");
    Path clang = MiniKernel.clangs().findFirst().orElseThrow();
    List<Outcome<ExpandedProgram>> outcomes =
        IntStream.range(0, 4)
            .parallel()
            .mapToObj(
                n ->
                    MiniKernel.toolchain(cache, clang)
                        .translate(
                            Program.of("p.c", "int kprobe__f(void *ctx) { return 0; }"), kernel))
            .toList();
    assertThat(outcomes).allSatisfy(o -> assertThat(o).isInstanceOf(Outcome.Done.class));
    assertThat(cache).isDirectoryNotContaining("glob:**draft-*");
  }
}
