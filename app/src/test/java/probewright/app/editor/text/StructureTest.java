package probewright.app.editor.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import probewright.app.editor.text.Brackets.Pair;
import probewright.app.editor.text.Search.Place;
import probewright.app.editor.text.Search.Result;

class StructureTest {
  private static Brackets brackets(String text) {
    Lines lines = Lines.of(text);
    Highlighting states = new Highlighting();
    states.edited(lines, 0, lines.count() - 1);
    return new Brackets(lines, states);
  }

  @Test
  void bracketsFindTheirPartnerOutsideCommentsAndStrings() {
    String text = "f(a, \")\", /* ) */ g(\n')', b)\n); }";
    int close = text.indexOf(");");
    assertThat(brackets(text).at(2)).isEqualTo(Optional.of(new Pair(1, close)));
    assertThat(brackets(text).at(1)).isEqualTo(Optional.of(new Pair(1, close)));
    assertThat(brackets(text).at(close + 1)).isEqualTo(Optional.of(new Pair(1, close)));
    assertThat(brackets(text).at(text.length())).isEmpty();
    assertThat(brackets(text).at(text.indexOf(") */") + 1)).isEmpty();
    assertThat(brackets("").at(0)).isEmpty();
  }

  @Test
  void bodiesAndCommentsFold() {
    String text =
        """
        /*
         * top
         */
        struct a {
            int x;
        };

        int f(void)
        {
            if (x) {
                y("}");
            }
        }
        // one
        // two
        int one() { return 1; }
        // alone
        /* open
        """;
    assertThat(Fold.of(Lines.of(text)))
        .containsExactly(
            new Fold(0, 2), new Fold(3, 4), new Fold(7, 11), new Fold(9, 10), new Fold(13, 14));
    assertThat(Fold.of(Lines.of("} } {\n{"))).isEmpty();
  }

  @Test
  void guidesStandBeforeWhatIsDeep() {
    Lines lines = Lines.of("a\n    b\n        c\n\n        d\n\t\te\n\n");
    assertThat(List.of(0, 1, 2, 3, 4, 5, 6).stream().map(i -> Indents.guides(lines, i)))
        .containsExactly(0, 0, 1, 1, 1, 3, 0);
  }

  @Test
  void namesAreWholeNames() {
    assertThat(Names.at("a->bcd(", 4)).isEqualTo("bcd");
    assertThat(Names.at("a->bcd(", 6)).isEqualTo("bcd");
    assertThat(Names.at("12", 1)).isEmpty();
    assertThat(Names.places("ab abc ab", "ab")).containsExactly(0, 7);
    assertThat(Names.places("ab", "")).isEmpty();
  }

  @Test
  void placesOutsideTheTextAreHeldInside() {
    Lines lines = Lines.of("ab\ncd");
    assertThat(lines.offset(1, 99)).isEqualTo(2);
    assertThat(lines.offset(9, 1)).isEqualTo(5);
    assertThat(lines.offset(0, 0)).isZero();
    assertThat(List.of(0, 2, 3, 5, 9).stream().map(lines::of)).containsExactly(0, 0, 1, 1, 1);
  }

  private static List<Place> found(Search search, String text) {
    return search.in(text, () -> false) instanceof Result.Found found ? found.places() : List.of();
  }

  @Test
  void findsLettersWordsAndExpressions() {
    assertThat(found(new Search("ab", false, false, false), "Ab abc AB"))
        .containsExactly(new Place(0, 2), new Place(3, 5), new Place(7, 9));
    assertThat(found(new Search("ab", false, true, false), "Ab abc AB"))
        .containsExactly(new Place(3, 5));
    assertThat(found(new Search("ab", false, false, true), "Ab abc AB"))
        .containsExactly(new Place(0, 2), new Place(7, 9));
    assertThat(found(new Search("^b.$", true, false, false), "a\nbc\n"))
        .containsExactly(new Place(2, 4));
    assertThat(found(new Search(".*", true, false, false), "")).isEmpty();
    assertThat(found(new Search("(", false, false, false), "a(b")).hasSize(1);
  }

  @Test
  void findWrapsAround() {
    List<Place> places = found(new Search("ab", false, false, false), "Ab ab AB");
    assertThat(Search.next(places, 7, true)).isZero();
    assertThat(Search.next(places, 0, false)).isEqualTo(2);
    assertThat(Search.next(List.of(), 0, true)).isEqualTo(-1);
  }

  @Test
  void aWrongExpressionIsToldAndOneNobodyWaitsForIsGivenUp() {
    assertThat(new Search("a(", true, false, false).in("a(", () -> false))
        .isInstanceOf(Result.Wrong.class);
    int[] asked = {0};
    assertThat(
            new Search("(a|aa)+b", true, false, false).in("a".repeat(2000), () -> ++asked[0] > 100))
        .isInstanceOf(Result.GivenUp.class);
  }

  @Test
  void groupsComeBackInTheReplacement() {
    Search search = new Search("(\\w+)_id", true, true, false);
    String text = "x = cpu_id;";
    Place place = found(search, text).get(0);
    assertThat(search.replacement(text, place, "id_$1")).isEqualTo("id_cpu");
    assertThat(search.replacement(text, place, "$9")).isEqualTo("$9");
    assertThat(new Search("a", false, true, false).replacement("a", new Place(0, 1), "$1"))
        .isEqualTo("$1");
  }

  @Test
  void allPlacesAreReplacedHoweverMany() {
    String text = "id_a = 1; // 你\n".repeat(2 * Search.MOST);
    Search search = new Search("id_(a)", true, true, false);
    assertThat(replaced(search, text, "$1_id"))
        .isEqualTo("a_id = 1; // 你\n".repeat(2 * Search.MOST));
    assertThat(search.replaced(text, "", () -> false))
        .isInstanceOfSatisfying(
            Result.Replaced.class, all -> assertThat(all.count()).isEqualTo(2 * Search.MOST));
    assertThat(replaced(new Search("a*", true, true, false), "baab", "x")).isEqualTo("bxb");
    assertThat(replaced(search, "x id_a id_a y", "$9")).isEqualTo("x $9 $9 y");
    assertThat(replaced(new Search(".", false, true, false), "a.b.", "$1")).isEqualTo("a$1b$1");
    assertThat(search.replaced("id_a", "b", () -> true)).isInstanceOf(Result.GivenUp.class);
    assertThat(new Search("(", true, true, false).replaced("(", "b", () -> false))
        .isInstanceOf(Result.Wrong.class);
  }

  private static String replaced(Search search, String text, String with) {
    Result.Replaced all = (Result.Replaced) search.replaced(text, with, () -> false);
    StringBuilder built = new StringBuilder(text);
    for (int i = all.edits().size() - 1; i >= 0; i--) {
      built.replace(
          all.edits().get(i).start(), all.edits().get(i).end(), all.edits().get(i).text());
    }
    return built.toString();
  }
}
