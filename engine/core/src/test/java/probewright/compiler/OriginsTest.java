package probewright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import probewright.dialect.Composition;
import probewright.dialect.Edit;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.Program;

class OriginsTest {
  private static final String TEXT =
      """
      // é
      int f(struct s *a)
      {
          return a->b + g(a);
      }
      """;

  private static final String MADE =
      """
      #include "vmlinux.h"
      #line 1 "f.c"
      // é
      int f(struct s *a)
      {
          return READ(a, b) + g(a);
      }
      """;

  private static final Origins ORIGINS = Origins.of(expanded(MADE));

  private static ExpandedProgram expanded(String made) {
    List<Edit> edits =
        List.of(
            new Edit(0, 0, "#include \"vmlinux.h\"\n"),
            new Edit(TEXT.indexOf("a->b"), 4, "READ(a, b)"));
    return new ExpandedProgram(
        Program.of("/home/me/f.c", TEXT),
        made,
        made,
        edits,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        false);
  }

  /** The column in bytes of words in a line of the compiled text. */
  private static int column(int line, String words) {
    return MADE.lines().toList().get(line - 1).indexOf(words) + 1;
  }

  @Test
  void aColumnBehindAChangeIsTheUsersOwn() {
    assertThat(ORIGINS.ofPresumed("f.c", 4, column(6, "g(a)"))).hasToString("/home/me/f.c:4:19");
    assertThat(ORIGINS.ofPhysical(6, column(6, "g(a)"))).contains(TEXT.indexOf("g(a)"));
  }

  @Test
  void aColumnWithinAChangeIsWhereTheUsersOwnWordsStood() {
    assertThat(ORIGINS.ofPresumed("f.c", 4, column(6, "b)"))).hasToString("/home/me/f.c:4:12");
    assertThat(ORIGINS.ofPhysical(6, column(6, "READ"))).contains(TEXT.indexOf("a->b"));
  }

  @Test
  void aColumnThatNoOneHasIsTheWholeLine() {
    assertThat(ORIGINS.ofPresumed("f.c", 2, 0)).hasToString("/home/me/f.c:2:1");
    assertThat(ORIGINS.ofPresumed("f.c", 99, 1)).isNull();
  }

  @Test
  void wordsOfOursHaveNoPlaceOfTheUsers() {
    String made = MADE + "int ours;\n";
    Origins origins = Origins.of(expanded(made));
    assertThat(origins.ofPhysical(8, 1)).isEmpty();
  }

  @Test
  void aTextThatTheChangesDoNotMakeHasNoOrigins() {
    Origins origins = Origins.of(expanded("other\n"));
    assertThat(origins.ofPhysical(1, 1)).isEmpty();
    assertThat(origins.ofPresumed("f.c", 4, 3)).hasToString("/home/me/f.c:4:5");
  }

  @Test
  void theTextIsReadWithoutDirectivesAsItLies() {
    assertThat(Origins.physical(MADE).lines().toList())
        .hasSize(MADE.lines().toList().size())
        .noneMatch(line -> line.startsWith("#line"));
  }

  @Test
  void aHeaderBesideTheProgramHasPlacesOfItsOwn() {
    Program program =
        new Program(
            "/home/me/f.c",
            "#include \"own.h\"\nint f(void)\n",
            Map.of("own.h", "int a;\nint b;\n"),
            Map.of(),
            List.of());
    String made = "#line 1 \"own.h\"\nint a;\nint b;\n#line 1 \"f.c\"\n";
    String rest = Composition.of(program).text().substring("int a;\nint b;\n".length());
    Origins origins =
        Origins.of(
            new ExpandedProgram(
                program,
                "",
                made + rest,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false));
    assertThat(origins.ofPresumed("./own.h", 2, 5)).hasToString("/home/me/own.h:2:5");
    assertThat(origins.ofPresumed("./f.c", 2, 5)).hasToString("/home/me/f.c:2:5");
    assertThat(origins.ofPresumed("./f.c.expanded", 2, 5)).isNull();
  }
}
