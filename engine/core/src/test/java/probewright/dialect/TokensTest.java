package probewright.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokensTest {
  @Test
  void commentsAndTextHideSigns() {
    Tokens tokens = new Tokens("f(\")\", ')' /* ) */, // )\n a->b)");
    assertThat(tokens.closing(1)).isEqualTo(tokens.all().size() - 1);
    assertThat(tokens.words()).containsExactly("f", "a", "b");
    assertThat(tokens.comments()).hasSize(2);
  }

  @Test
  void halfTypedTextIsReadAsFarAsItGoes() {
    for (String text : new String[] {"\"abc", "'", "/* abc", "// abc\\", "f((", "a-"}) {
      assertThat(new Tokens(text).closing(0)).isLessThan(text.length());
    }
  }
}
