package probewright.btf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** clang has the last word: what it makes of the header must be laid out as the kernel is. */
class CHeaderTest {
  @TempDir Path folder;

  @Test
  void everyTypeIsLaidOutAsTheKernelLaidItOut() throws Exception {
    Btf kernel = MiniKernel.btf(folder);
    Btf compiled = compiled(CHeader.full(kernel), kernel);

    assertThat(Clang.layouts(compiled)).isEqualTo(Clang.layouts(kernel));
    assertThat(Clang.layouts(kernel)).containsKeys("struct task", "union either", "struct bits");
  }

  @Test
  void bpftoolWritesTheSameLayoutsExceptWhereItLosesAttributes() throws Exception {
    Btf kernel = MiniKernel.btf(folder);
    Path raw = Files.write(folder.resolve("btf"), kernel.raw());
    String theirs =
        Clang.run("/usr/sbin/bpftool", "btf", "dump", "file", raw.toString(), "format", "c");

    var ours = Clang.layouts(compiled(CHeader.full(kernel), kernel));
    var differing = new TreeMap<>(Clang.layouts(compiled(theirs, kernel)));
    differing.entrySet().removeIf(layout -> layout.getValue().equals(ours.get(layout.getKey())));
    // bpftool 7.1 knows neither enumerations of one byte nor unions with an alignment of their own
    assertThat(Set.of("struct task", "union either")).containsAll(differing.keySet());
  }

  @Test
  void enumeratorsKeepTheirValuesAndSizes() throws Exception {
    Btf kernel = MiniKernel.btf(folder);
    String header = CHeader.full(kernel);
    Clang.compile(
        folder,
        header
            + """
            _Static_assert(SLEEPING == 4 && GONE == -1 && ONLY_HERE == 77, "values");
            _Static_assert(sizeof(enum tiny) == 1 && sizeof(enum state) == 4, "sizes");
            """);
  }

  @Test
  void sameNamesAreToldApart() throws Exception {
    BtfBytes bytes = new BtfBytes();
    int u32 = bytes.integer("unsigned int", 4, 0);
    bytes.struct("twin", 4, "a", u32, 0);
    bytes.struct("twin", 8, "a", u32, 0, "b", u32, 32);
    bytes.add(BtfSection.TYPEDEF, false, 0, "clash", u32);
    int a = bytes.string("clash");
    bytes.add(BtfSection.ENUM, false, 1, "numbers", 4, a, 5);
    bytes.add(BtfSection.FWD, true, 0, "twin", 0);
    bytes.add(BtfSection.FWD, false, 0, "twin", 0);
    String header = CHeader.full(Btf.parse(bytes.bytes()));

    Clang.compile(
        folder,
        header
            + """
            _Static_assert(sizeof(struct twin) == 4 && sizeof(struct twin___2) == 8, "twins");
            _Static_assert(sizeof(clash) == 4 && clash___2 == 5, "ordinary names");
            """);
  }

  @Test
  void wideEnumerationsAndForeignNamesCompile() throws Exception {
    BtfBytes bytes = new BtfBytes();
    int big = bytes.string("BIG");
    int low = bytes.string("LOW");
    int e = bytes.add(BtfSection.ENUM64, true, 2, "wide", 8, big, -1, 0x7fffffff, low, 0, 1 << 31);
    int unsigned = bytes.string("ALL");
    bytes.add(BtfSection.ENUM64, false, 1, "unsigned_wide", 8, unsigned, -1, -1);
    int usize = bytes.integer("usize", 8, 0);
    bytes.struct("core::Option<T>", 16, "e", e, 0, "n", usize, 64);
    Btf btf = Btf.parse(bytes.bytes());

    assertThat(btf.enumerator("BIG").orElseThrow().value()).isEqualTo(Long.MAX_VALUE);
    assertThat(btf.enumerator("LOW").orElseThrow().value()).isEqualTo(Long.MIN_VALUE);
    Clang.compile(
        folder,
        CHeader.full(btf)
            + """
            _Static_assert(BIG == 0x7fffffffffffffffLL && LOW == -BIG - 1, "signed");
            _Static_assert(ALL == 0xffffffffffffffffULL && sizeof(enum wide) == 8, "unsigned");
            _Static_assert(sizeof(struct _core__Option_T_) == 16, "foreign");
            """);
  }

  @Test
  void theKernelsVaListKeepsItsSize() throws Exception {
    BtfBytes bytes = new BtfBytes();
    int u64 = bytes.integer("long unsigned int", 8, 0);
    int tag = bytes.struct("__va_list_tag", 24, "a", u64, 0, "b", u64, 64, "c", u64, 128);
    int array = bytes.add(BtfSection.ARRAY, false, 0, "", 0, tag, u64, 1);
    int builtin = bytes.add(BtfSection.TYPEDEF, false, 0, "__builtin_va_list", array);
    int list = bytes.add(BtfSection.TYPEDEF, false, 0, "va_list", builtin);
    bytes.struct("warn_args", 32, "fmt", bytes.pointer(0), 0, "args", list, 64);

    Clang.compile(
        folder,
        CHeader.full(Btf.parse(bytes.bytes()))
            + "_Static_assert(sizeof(struct warn_args) == 32, \"va_list\");\n");
  }

  @Test
  void aMinimalHeaderHoldsWhatTheWordsReach() throws Exception {
    Btf kernel = MiniKernel.btf(folder);
    String header = CHeader.minimal(kernel, Set.of("task", "real_parent", "x"));

    assertThat(header)
        .contains("struct task {", "struct bits {", "union either {", "struct ops;")
        .doesNotContain("struct ops {", "struct late {", "struct packed_one", "ONLY_HERE");
    Clang.compile(folder, header + "int f(struct task *x) { return x->real_parent->tgid; }\n");
  }

  @Test
  void aPointeeComesAlongWhenItsMemberIsAWord() throws Exception {
    Btf kernel = MiniKernel.btf(folder);
    String header = CHeader.minimal(kernel, Set.of("task", "ops", "open"));

    assertThat(header).contains("struct ops {").doesNotContain("struct late {");
    Clang.compile(folder, header + "void *f(struct task *x) { return x->ops->open; }\n");
  }

  @Test
  void enumeratorsAndTypedefsAreRoots() throws Exception {
    Btf kernel = MiniKernel.btf(folder);
    String header = CHeader.minimal(kernel, Set.of("ONLY_HERE", "callback_t"));

    assertThat(header).contains("NOT_SHARED = 78", "struct task;").doesNotContain("struct task {");
    Clang.compile(folder, header + "callback_t c; int f(void) { return ONLY_HERE; }\n");
  }

  @Test
  void aKernelTypeMakesWayForTheProgramsOwn() throws Exception {
    Btf kernel = MiniKernel.btf(folder);
    String header = CHeader.minimal(kernel, Set.of("task", "bits"), Set.of("bits"));

    Clang.compile(
        folder,
        header
            + """
            struct bits { char mine; };
            _Static_assert(sizeof(struct bits) == 1 && sizeof(struct bits___k) > 1, "both");
            int f(struct task *x) { return x->bits.c; }
            """);
  }

  @Test
  void aMapMayHaveTheNameOfAnEnumeratorOrOfAStruct() throws Exception {
    Btf kernel = MiniKernel.btf(folder);
    Set<String> words = Set.of("task", "late", "RUNNING", "SLEEPING");
    String header =
        CHeader.minimal(
            kernel, words, new CHeader.OwnNames(Set.of(), Set.of("RUNNING", "late", "task")));

    Clang.compile(
        folder,
        header
            + """
            int RUNNING, task;
            unsigned long late = sizeof(struct late) + SLEEPING + RUNNING___k;
            """);
  }

  @Test
  void readsAreRelocated() throws Exception {
    String header = CHeader.full(MiniKernel.btf(folder));

    assertThat(header).contains("preserve_access_index");
    assertThat(header).startsWith("#ifndef __VMLINUX_H__\n#define __VMLINUX_H__\n");
  }

  private Btf compiled(String header, Btf types) throws IOException, InterruptedException {
    return Btf.ofElf(Clang.compile(folder, Clang.program(header, types)));
  }
}
