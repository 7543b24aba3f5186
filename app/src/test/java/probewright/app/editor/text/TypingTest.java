package probewright.app.editor.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** In these texts a bar is the caret; a second one is the other end of what is selected. */
class TypingTest {
  private static String after(String marked, Function<Spot, Change> key) {
    String text = marked.replace("|", "");
    int first = marked.indexOf('|');
    int last = marked.lastIndexOf('|');
    Caret caret = new Caret(first, last == first ? first : last - 1);
    Lines lines = Lines.of(text);
    Highlighting states = new Highlighting();
    states.edited(lines, 0, lines.count() - 1);
    boolean code = new Brackets(lines, states).typesCode(caret.start());
    return marked(text, List.of(caret), c -> key.apply(Spot.of(lines, c, code)));
  }

  private static String marked(String text, List<Caret> carets, Function<Caret, Change> key) {
    Carets.Step step = Carets.change(carets, text.length(), key);
    StringBuilder after = new StringBuilder(text);
    for (int i = step.edits().size() - 1; i >= 0; i--) {
      Carets.Edit edit = step.edits().get(i);
      after.replace(edit.start(), edit.end(), edit.text());
    }
    for (int i = step.carets().size() - 1; i >= 0; i--) {
      Caret caret = step.carets().get(i);
      after.insert(caret.end(), '|');
      if (caret.selects()) {
        after.insert(caret.start(), '|');
      }
    }
    return after.toString();
  }

  private static String typed(String marked, char letter) {
    return after(
        marked, spot -> Typing.typed(spot, letter).orElse(Change.insert(String.valueOf(letter))));
  }

  @Test
  void enterKeepsTheDepthAndABraceOpensOneMore() {
    assertThat(after("    a;|", Typing::newLine)).isEqualTo("    a;\n    |");
    assertThat(after("  if (x) {|", Typing::newLine)).isEqualTo("  if (x) {\n      |");
    assertThat(after("  if (x) {|}", Typing::newLine)).isEqualTo("  if (x) {\n      |\n  }");
    assertThat(after("/* a {|", Typing::newLine)).isEqualTo("/* a {\n * |");
    assertThat(after("/*\n * a|\n */", Typing::newLine)).isEqualTo("/*\n * a\n * |\n */");
    assertThat(after("a|b|c", Typing::newLine)).isEqualTo("a\n|c");
    assertThat(after("  case 1:|", Typing::newLine)).isEqualTo("  case 1:\n      |");
    assertThat(after("default :|", Typing::newLine)).isEqualTo("default :\n    |");
    assertThat(after("x ? case1 : y|", Typing::newLine)).isEqualTo("x ? case1 : y\n|");
  }

  @Test
  void aTextWithTabsGoesOnWithTabs() {
    String tabs = "f() {\n\ta;\n}\n";
    assertThat(after(tabs + "g() {|}", Typing::newLine)).isEqualTo(tabs + "g() {\n\t|\n}");
    assertThat(after(tabs + "|b", Typing::tab)).isEqualTo(tabs + "\t|b");
    assertThat(after(tabs + "b|", Typing::tab)).isEqualTo(tabs + "b   |");
    assertThat(typed(tabs + "g() {\n\t|", '}')).isEqualTo(tabs + "g() {\n}|");
    assertThat(LineEdits.indent(List.of("a", ""), "\t")).containsExactly("\ta", "");
  }

  @Test
  void bracketsComeInPairs() {
    assertThat(typed("f|", '(')).isEqualTo("f(|)");
    assertThat(typed("f(|)", ')')).isEqualTo("f()|");
    assertThat(typed("f(a|", ')')).isEqualTo("f(a)|");
    assertThat(typed("f(g(|)", ')')).isEqualTo("f(g()|)");
    assertThat(typed("|name", '(')).isEqualTo("(|name");
    assertThat(typed("x = |a + b|;", '(')).isEqualTo("x = (|a + b|);");
    assertThat(typed("int f() {\n    |", '}')).isEqualTo("int f() {\n}|");
    assertThat(typed("// f|", '(')).isEqualTo("// f(|");
    assertThat(typed("\"f|\"", '(')).isEqualTo("\"f(|\"");
  }

  @Test
  void quotesComeInPairs() {
    assertThat(typed("f(|)", '"')).isEqualTo("f(\"|\")");
    assertThat(typed("f(\"a|\")", '"')).isEqualTo("f(\"a\"|)");
    assertThat(typed("f(\"a\\|\")", '"')).isEqualTo("f(\"a\\\"|\")");
    assertThat(typed("// don|", '\'')).isEqualTo("// don'|");
    assertThat(typed("|a|", '"')).isEqualTo("\"|a|\"");
  }

  @Test
  void backspaceTakesPairsAndSteps() {
    assertThat(after("f(|)", Typing::backspace)).isEqualTo("f|");
    assertThat(after("f(|a)", Typing::backspace)).isEqualTo("f|a)");
    assertThat(after("\"|\"", Typing::backspace)).isEqualTo("|");
    assertThat(after("        |a", Typing::backspace)).isEqualTo("    |a");
    assertThat(after("      |a", Typing::backspace)).isEqualTo("    |a");
    assertThat(after("a\n|b", Typing::backspace)).isEqualTo("a|b");
    assertThat(after("|b", Typing::backspace)).isEqualTo("|b");
    assertThat(after("a\ud83d\ude00|", Typing::backspace)).isEqualTo("a|");
    assertThat(after("a|", Typing::delete)).isEqualTo("a|");
    assertThat(after("a|\nb", Typing::delete)).isEqualTo("a|b");
    assertThat(after("ab|", Typing::tab)).isEqualTo("ab  |");
  }

  @Test
  void commentsComeAndGo() {
    List<String> lines = List.of("  a;", "", "    b;");
    List<String> commented = LineEdits.toggleComment(lines);
    assertThat(commented).containsExactly("  // a;", "", "  //   b;");
    assertThat(LineEdits.toggleComment(commented)).isEqualTo(lines);
    assertThat(LineEdits.outdent(LineEdits.indent(lines, Typing.STEP))).isEqualTo(lines);
    assertThat(LineEdits.twice(List.of("a", "b"))).containsExactly("a", "b", "a", "b");
  }

  @Test
  void allCaretsDoTheSame() {
    List<Caret> carets = List.of(Caret.at(6), Caret.at(1), new Caret(3, 4));
    assertThat(marked("a\nbc\nd\n", carets, c -> Change.insert("xy")))
        .isEqualTo("axy|\nbxy|\ndxy|\n");
    assertThat(marked("a\nbc\nd\n", carets, c -> Change.delete(1, 0))).isEqualTo("|\n|\n|\n");
    assertThat(marked("ab", List.of(Caret.at(1), Caret.at(2)), c -> Change.delete(1, 0)))
        .isEqualTo("|");
  }

  @Test
  void caretsThatMeetBecomeOne() {
    assertThat(Carets.tidy(List.of(Caret.at(3), new Caret(5, 1), Caret.at(9), Caret.at(9))))
        .containsExactly(new Caret(5, 1), Caret.at(9));
    assertThat(Carets.tidy(List.of(new Caret(0, 2), new Caret(2, 4)))).hasSize(2);
  }

  @Test
  void caretsMoveByLettersWordsAndLines() {
    Lines lines = Lines.of("  int a = bcd;\nx");
    BiFunction<Integer, Boolean, Integer> word =
        (from, right) -> CaretMoves.word(lines, Caret.at(from), right, false).position();
    assertThat(word.apply(0, true)).isEqualTo(5);
    assertThat(word.apply(5, true)).isEqualTo(7);
    assertThat(word.apply(13, false)).isEqualTo(10);
    assertThat(word.apply(14, true)).isEqualTo(15);
    assertThat(word.apply(0, false)).isZero();
    assertThat(CaretMoves.line(lines, Caret.at(8), true, false)).isEqualTo(Caret.at(16));
    assertThat(CaretMoves.line(lines, Caret.at(8), true, true)).isEqualTo(new Caret(8, 16));
    assertThat(CaretMoves.line(lines, Caret.at(8), false, false)).isEqualTo(Caret.at(0));
    assertThat(CaretMoves.edge(lines, Caret.at(8), false, false)).isEqualTo(Caret.at(2));
    assertThat(CaretMoves.edge(lines, Caret.at(2), false, false)).isEqualTo(Caret.at(0));
    assertThat(CaretMoves.edge(lines, Caret.at(2), true, false)).isEqualTo(Caret.at(14));
    assertThat(CaretMoves.side(lines, new Caret(2, 5), false, false)).isEqualTo(Caret.at(2));
    assertThat(CaretMoves.side(lines, Caret.at(16), true, false)).isEqualTo(Caret.at(16));
  }

  @Test
  void theNextPlaceOfAWordIsFoundAndTheSearchWraps() {
    Lines lines = Lines.of("ab cd\ncd ab");
    Caret word = CaretMoves.word(lines, Caret.at(4)).orElseThrow();
    assertThat(word).isEqualTo(new Caret(3, 5));
    Caret second = CaretMoves.nextOccurrence(lines, word).orElseThrow();
    assertThat(second).isEqualTo(new Caret(6, 8));
    assertThat(CaretMoves.nextOccurrence(lines, second)).isEqualTo(Optional.of(word));
    assertThat(CaretMoves.word(Lines.of("  "), Caret.at(1))).isEmpty();
  }

  @Test
  void aCaretNeverStopsInsideALetter() {
    Lines lines = Lines.of("a\ud83d\ude00b");
    assertThat(CaretMoves.side(lines, Caret.at(1), true, false)).isEqualTo(Caret.at(3));
    assertThat(CaretMoves.side(lines, Caret.at(3), false, true)).isEqualTo(new Caret(3, 1));
    assertThat(CaretMoves.side(lines, Caret.at(1), false, false)).isEqualTo(Caret.at(0));
    assertThat(CaretMoves.side(lines, Caret.at(4), true, false)).isEqualTo(Caret.at(4));
    assertThat(CaretMoves.side(Lines.of(""), Caret.at(0), false, false)).isEqualTo(Caret.at(0));
  }

  @Test
  void aColumnInsideALetterIsTheOneBeforeIt() {
    Lines lines = Lines.of("ab\nx\ud83d\ude00y\ncd");
    assertThat(CaretMoves.line(lines, Caret.at(2), true, false)).isEqualTo(Caret.at(4));
    assertThat(CaretMoves.line(lines, Caret.at(10), false, true)).isEqualTo(new Caret(10, 4));
    assertThat(lines.offset(2, 3)).isEqualTo(4);
    assertThat(lines.offset(2, 4)).isEqualTo(6);
  }

  @Test
  void aLetterOfTwoUnitsIsPartOfItsWord() {
    Lines lines = Lines.of("a\ud842\udfb7b = 1");
    assertThat(CaretMoves.word(lines, Caret.at(0), true, false)).isEqualTo(Caret.at(4));
    assertThat(CaretMoves.word(lines, Caret.at(4), false, false)).isEqualTo(Caret.at(0));
    assertThat(CaretMoves.word(lines, Caret.at(1))).contains(new Caret(0, 4));
    assertThat(Names.places("a\ud842\udfb7 a", "a")).containsExactly(4);
  }

  @Test
  void theNextPlaceOfANameIsAWholeNameAndOfLettersAnyPlace() {
    Lines lines = Lines.of("int i = 0;\nif (i) x(ii);");
    assertThat(CaretMoves.nextOccurrence(lines, new Caret(4, 5))).contains(new Caret(15, 16));
    assertThat(CaretMoves.nextOccurrence(lines, new Caret(15, 16))).contains(new Caret(4, 5));
    assertThat(CaretMoves.nextOccurrence(lines, new Caret(20, 21))).contains(new Caret(21, 22));
    assertThat(CaretMoves.nextOccurrence(lines, Caret.at(4))).isEmpty();
  }
}
