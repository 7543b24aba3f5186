package probewright.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The trial of docs/decisions/0007, kept: each program's tree is the same to the rules whichever
 * clang of this machine printed it, of half-typed text too. {@code HalfTypedTest} has the problems
 * of the latter.
 */
class SyntaxTrialTest {
  @TempDir static Path folder;
  static List<Path> clangs;

  @BeforeAll
  static void precompile() throws Exception {
    clangs = clangs();
    assertThat(clangs).as("clang-14 or newer").isNotEmpty();
    Path types = Files.writeString(folder.resolve("types.h"), text("kernel.h") + text("dialect.h"));
    for (Path clang : clangs) {
      run(clang, types, "c-header", "-w", "-o", types(clang).toString());
    }
  }

  @ParameterizedTest
  @MethodSource("whole")
  void treeIsTheSameWhicheverClangPrintedIt(String name) throws Exception {
    String first = tree(clangs.get(0), name, 0);
    assertThat(first).contains("FunctionDecl");
    for (Path clang : clangs.subList(1, clangs.size())) {
      assertThat(tree(clang, name, 0)).as(clang.toString()).isEqualTo(first);
    }
  }

  @ParameterizedTest
  @MethodSource("half")
  void halfTypedTextGivesATree(String name) throws Exception {
    String first = tree(clangs.get(0), name, 1);
    for (Path clang : clangs.subList(1, clangs.size())) {
      assertThat(tree(clang, name, 1)).as(clang.toString()).isEqualTo(first);
    }
  }

  /** The tree as the rules see it, with ids told by their order. */
  private static String tree(Path clang, String name, int exit) throws Exception {
    String text = text(name).replace("#include", "//nclude");
    Path source = Files.writeString(folder.resolve("program.c"), text);
    Path out = folder.resolve("tree.json");
    ProcessBuilder command =
        new ProcessBuilder(
            command(
                clang,
                "c",
                "-include-pch",
                types(clang).toString(),
                "-fsyntax-only",
                "-w",
                "-Xclang",
                "-ast-dump=json",
                "-"));
    Process process =
        command
            .redirectInput(source.toFile())
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("words").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("words"))).isEqualTo(exit);
    Node unit = AstReader.read(Files.readAllBytes(out), new SourceText(name, text), Map.of());
    StringBuilder lines = new StringBuilder();
    print(unit, 0, lines);
    return lines.toString();
  }

  private static void print(Node node, int depth, StringBuilder out) {
    out.append("  ".repeat(depth))
        .append(
            String.join(
                " ",
                node.kind(),
                node.name(),
                node.type().plain(),
                node.operation(),
                node.value(),
                node.storage(),
                node.arrow() ? "->" : "",
                node.inline() ? "inline" : "",
                node.targetName(),
                place(node.loc()),
                place(node.begin()),
                place(node.end())))
        .append('\n');
    node.children().forEach(child -> print(child, depth + 1, out));
  }

  private static String place(Spot spot) {
    return spot.origin() + ":" + spot.offset() + "-" + spot.end();
  }

  private static void run(Path clang, Path source, String language, String... more)
      throws Exception {
    List<String> command = command(clang, language, more);
    command.add(source.toString());
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }

  private static List<String> command(Path clang, String language, String... more) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(clang.toString(), "-x", language, "-target", "bpf", "-std=gnu11"));
    command.addAll(List.of("-O2", "-nostdinc"));
    command.addAll(List.of(more));
    return command;
  }

  private static Path types(Path clang) {
    return folder.resolve("types-" + clang.getFileName() + ".pch");
  }

  static Stream<String> whole() throws Exception {
    return names(false);
  }

  static Stream<String> half() throws Exception {
    return names(true);
  }

  private static Stream<String> names(boolean half) throws Exception {
    try (Stream<Path> files = Files.list(trial())) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.matches("\\d\\d-.*") && name.contains("-half-") == half)
              .sorted()
              .collect(Collectors.toList());
      return names.stream();
    }
  }

  private static String text(String name) throws Exception {
    return Files.readString(trial().resolve(name), StandardCharsets.UTF_8);
  }

  private static Path trial() throws Exception {
    return Path.of(SyntaxTrialTest.class.getResource("trial").toURI());
  }

  /** Every clang of this machine that is new enough, from the oldest. */
  private static List<Path> clangs() throws IOException {
    List<Path> found = new ArrayList<>();
    for (int major = 14; major <= 25; major++) {
      for (String place : System.getenv("PATH").split(":", -1)) {
        Path file = Path.of(place, "clang-" + major);
        if (Files.isExecutable(file)) {
          found.add(file);
          break;
        }
      }
    }
    return found;
  }
}
