package probewright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probewright.compiler.HeaderFiles.Header;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.dialect.Program;

/** The files beside a program. */
class HeaderFilesTest {
  @TempDir private Path folder;

  private HeaderFiles found(String text, Map<Path, String> open) {
    return HeaderFiles.of("p.c", folder.resolve("p.c"), text, open);
  }

  @Test
  void headersAndThoseThatTheyIncludeAreFoundInTheOrderOfTheText() throws Exception {
    Path inc = Files.createDirectory(folder.resolve("inc"));
    Files.writeString(inc.resolve("a.h"), "#include \"b.h\"\n");
    Files.writeString(inc.resolve("b.h"), "\ufeffint b;\n");
    HeaderFiles headers =
        found("#include \"./inc/a.h\"\n#include \"none.h\"\n#include <linux/fs.h>\n", Map.of());
    assertThat(headers.all())
        .extracting(Header::name, Header::file, Header::path)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("./inc/a.h", "inc/a.h", inc.resolve("a.h")),
            // a header finds what lies beside itself
            org.assertj.core.groups.Tuple.tuple("b.h", "inc/b.h", inc.resolve("b.h")),
            org.assertj.core.groups.Tuple.tuple("none.h", "none.h", folder.resolve("none.h")));
    assertThat(headers.all().get(1).asked()).isEqualTo(new Place("inc/a.h", 1, 1, 1, 15));
    // the mark at a file's beginning is no letter of it
    assertThat(headers.all().get(1).text()).isEqualTo("int b;\n");
    assertThat(headers.all().get(2).there()).isFalse();
  }

  @Test
  void whatIsEditedCountsBeforeWhatLiesOnTheDisk() throws Exception {
    Path header = Files.writeString(folder.resolve("a.h"), "int disk;\n");
    assertThat(
            found("#include \"a.h\"\n", Map.of(header, "int edited;\n"))
                .with(Program.of("p.c", "")))
        .isEqualTo(
            Outcome.done(
                new Program("p.c", "", Map.of("a.h", "int edited;\n"), Map.of(), List.of())));
  }

  @Test
  void twoThatIncludeOneAnotherAreReadOnce() throws Exception {
    Files.writeString(folder.resolve("a.h"), "#include \"b.h\"\n");
    Files.writeString(folder.resolve("b.h"), "#include \"a.h\"\n");
    assertThat(found("#include \"a.h\"\n", Map.of()).all())
        .extracting(Header::name)
        .containsExactly("a.h", "b.h");
  }

  @Test
  void oneThatIsNoTextIsToldWhereItIsAskedFor() throws Exception {
    Files.write(folder.resolve("a.h"), new byte[] {'a', (byte) 0xe9});
    HeaderFiles headers = found("\n#include \"a.h\"\n", Map.of());
    assertThat(headers.all().get(0).there()).isTrue();
    List<Problem> problems = headers.with(Program.of("p.c", "")).problems();
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).code()).isEqualTo("file.not-text");
    assertThat(problems.get(0).place()).isEqualTo(new Place("p.c", 2, 1, 2, 15));
  }
}
