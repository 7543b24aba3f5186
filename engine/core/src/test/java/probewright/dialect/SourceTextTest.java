package probewright.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceTextTest {
  private final SourceText source = new SourceText("a.c", "é漢𝄞x\nsecond\n");

  @Test
  void byteOffsetsBecomeUtf16Offsets() {
    assertThat(source.ofByte(0)).isEqualTo(0);
    assertThat(source.ofByte(2)).isEqualTo(1);
    assertThat(source.ofByte(5)).isEqualTo(2);
    assertThat(source.ofByte(9)).isEqualTo(4);
    assertThat(source.ofByte(11)).isEqualTo(6);
    assertThat(source.ofByte(1_000)).isEqualTo(source.text().length());
  }

  @Test
  void byteColumnsBecomePlaces() {
    int x = source.ofByteColumn(1, 10);
    assertThat(source.place(x, x + 1)).hasToString("a.c:1:5");
    assertThat(source.place(source.ofByteColumn(2, 3), source.ofByteColumn(2, 3)))
        .hasToString("a.c:2:3");
  }

  @Test
  void linesOutsideTheTextAreTakenToItsEnds() {
    assertThat(source.ofByteColumn(99, 1)).isEqualTo(source.text().length());
    assertThat(source.ofByteColumn(0, 1)).isEqualTo(0);
  }
}
