package probewright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import probewright.btf.Kernel;
import probewright.btf.KernelFiles;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.Program;

/** A small kernel and what becomes of short programs on it. */
record SmallTarget(Path folder, Kernel kernel) {
  static SmallTarget make(Path folder, KernelFiles files) throws IOException {
    return new SmallTarget(folder, MiniKernel.make(folder, files));
  }

  Toolchain toolchain(Path clang) {
    return MiniKernel.toolchain(folder.resolve("cache"), clang);
  }

  Toolchain toolchain() {
    return toolchain(MiniKernel.clangs().findFirst().orElseThrow());
  }

  /** The parameters' names and values in turn. */
  Outcome<ExpandedProgram> translate(String text, String... parameters) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      values.put(parameters[i], parameters[i + 1]);
    }
    return toolchain().translate(new Program("p.c", text, values, List.of()), kernel);
  }

  /** The text of a program that compiles. */
  String expanded(String text, String... parameters) {
    ExpandedProgram program = MiniKernel.done(translate(text, parameters));
    MiniKernel.done(toolchain().compile(program, kernel));
    return program.text();
  }

  static List<String> problems(Outcome<?> outcome) {
    return outcome.problems().stream()
        .map(
            p -> p.place() + " " + p.code() + " " + p.arguments() + (p.isError() ? "" : " warning"))
        .toList();
  }

  /** A text with a problem's fix in it. */
  static String mended(String text, Problem problem) {
    Fix fix = problem.fix();
    assertThat(fix).isNotNull();
    if (fix == null) {
      return "";
    }
    return fix.apply(text);
  }
}
