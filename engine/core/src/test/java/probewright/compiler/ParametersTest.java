package probewright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import probewright.btf.KernelFiles;
import probewright.dialect.Parameter;
import probewright.dialect.ParameterType;
import probewright.dialect.Translator;

/** Named parameters of a program, declared or only used. */
class ParametersTest {
  @TempDir static Path folder;
  static SmallTarget target;

  @BeforeAll
  static void compileKernel() throws IOException {
    target = SmallTarget.make(folder, KernelFiles.none());
  }

  @Test
  void declaredParametersAreCheckedAndStandInTheExpandedProgram() {
    String text =
        """
        // Reads that take long.
        // param: PID int                      the process
        // param: LIMIT_NS duration = 1.5ms    from here on
        // param: NAME text = "a \\"b"  its name
        // param: DEEP bool = yes
        // param: WIDE u64 = 0xffffffffffffffff
        // param: FILTER expr =   what else is to hold
        int kprobe__vfs_read(struct pt_regs *ctx)
        {
        	char name[] = NAME;
        	u64 ns = LIMIT_NS;
        	FILTER
        	if ((bpf_get_current_pid_tgid() >> 32) != PID || !DEEP || ns > WIDE)
        		return 0;
        	return sizeof(name);
        }
        """;
    assertThat(target.expanded(text, "PID", "42", "FILTER", "if (ns == 0) return 0;"))
        .contains("#define PID 42\n")
        .contains("#define LIMIT_NS 1500000ULL\n")
        .contains("#define NAME \"a \\\"b\"\n")
        .contains("#define DEEP 1\n")
        .contains("#define WIDE 0xffffffffffffffffULL\n")
        .contains("#define FILTER if (ns == 0) return 0;\n");
    assertThat(target.expanded(text, "PID", "-1"))
        .contains("#define PID (-1)\n#define")
        .contains("#define FILTER\n");
    assertThat(Translator.parameters("p.c", text))
        .extracting(Parameter::name, Parameter::type, Parameter::initial, Parameter::description)
        .startsWith(
            org.assertj.core.groups.Tuple.tuple("PID", ParameterType.INT, null, "the process"),
            org.assertj.core.groups.Tuple.tuple(
                "LIMIT_NS", ParameterType.DURATION, "1.5ms", "from here on"),
            org.assertj.core.groups.Tuple.tuple("NAME", ParameterType.TEXT, "a \"b", "its name"))
        .endsWith(
            org.assertj.core.groups.Tuple.tuple(
                "FILTER", ParameterType.EXPR, "", "what else is to hold"));
    assertThat(SmallTarget.problems(target.translate(text, "LIMIT_NS", "soon", "NOPE", "1")))
        .containsExactly(
            "p.c:2:11 translate.parameter-missing [PID, 42]",
            "p.c:3:11 translate.parameter-value [LIMIT_NS, soon, duration, 10ms]",
            "p.c:1:1 translate.parameter-unknown [NOPE, PID, LIMIT_NS, NAME, DEEP, WIDE, FILTER]");
    assertThat(
            SmallTarget.problems(
                target.translate(
                    "// param: X\n// param: Y long = 1\nint f(void *c) { return 0; }")))
        .containsExactly(
            "p.c:1:11 translate.parameter-malformed [X]",
            "p.c:2:11 translate.parameter-malformed [Y long = 1]");
  }

  @ParameterizedTest
  @CsvSource({
    "INT,2147483648",
    "INT,010",
    "INT,0x",
    "INT,''",
    "INT,1 2",
    "U64,-1",
    "U64,18446744073709551616",
    "DURATION,1d",
    "DURATION,-1s",
    "DURATION,600000h0",
    "BOOL,maybe"
  })
  void valuesOfTheWrongTypeAreRefused(ParameterType type, String value) {
    String text = "// param: V " + type.word() + "\nint kprobe__f(void *ctx) { return V; }\n";
    assertThat(SmallTarget.problems(target.translate(text, "V", value)))
        .containsExactly(
            "p.c:1:11 translate.parameter-value ["
                + String.join(", ", "V", value, type.word(), type.example())
                + "]");
  }

  @Test
  void undeclaredParametersOfTheTextAreTakenAsTheyAre() {
    String text =
        """
        #ifndef LIMIT
        #define LIMIT 1
        #endif
        int kprobe__vfs_read(void *ctx) { return LIMIT; }
        """;
    assertThat(target.expanded(text, "LIMIT", "2 + 1")).contains("#define LIMIT 2 + 1\n");
    assertThat(
            SmallTarget.problems(
                target.translate(
                    "#define LIMIT 1\nint kprobe__f(void *c) { return LIMIT; }", "LIMIT", "2")))
        .containsExactly("p.c:1:9 translate.parameter-defined [LIMIT]");
  }
}
