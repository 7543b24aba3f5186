package probewright.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineStreamTest {
  private final List<String> lines = new ArrayList<>();
  private final LineStream stream = new LineStream(lines::add);

  private void write(String text) throws IOException {
    stream.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aLastLineWithoutItsEndIsToldWhenNothingMoreComes() throws IOException {
    write("one\r\ntw");
    write("o");
    assertThat(lines).containsExactly("one");
    stream.close();
    stream.close();
    assertThat(lines).containsExactly("one", "two");
  }

  @Test
  void aLongLineIsCutBetweenLetters() throws IOException {
    String many = "a".repeat(4095);
    write(many + "\u4f60\u597d\n");
    assertThat(lines).containsExactly(many + "\u4f60", "\u597d");
  }

  @Test
  void whatIsNoTextIsCutToo() throws IOException {
    byte[] bytes = new byte[10_000];
    java.util.Arrays.fill(bytes, (byte) 0x80);
    stream.write(bytes);
    assertThat(lines).hasSize(2);
  }
}
