package probewright.app.assist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import probewright.language.Signature;

/** Which parameter is marked. */
class SignaturePartsTest {
  private static SignatureParts parts(int active) {
    return SignatureParts.of(
        new Signature(
            "long size(u32 size, void *ptr, ...)",
            List.of("u32 size", "void *ptr", "..."),
            active,
            ""));
  }

  @Test
  void theActiveParameterIsCutOut() {
    assertThat(parts(0))
        .isEqualTo(new SignatureParts("long size(", "u32 size", ", void *ptr, ...)"));
    assertThat(parts(1).active()).isEqualTo("void *ptr");
  }

  @Test
  void dotsTakeWhatComes() {
    assertThat(parts(7).active()).isEqualTo("...");
  }

  @Test
  void tooManyAndNoneMarkNothing() {
    Signature nothing = new Signature("u64 now(void)", List.of("void"), 0, "");
    assertThat(SignatureParts.of(nothing)).isEqualTo(new SignatureParts("u64 now(void)", "", ""));
    Signature one = new Signature("int f(int a)", List.of("int a"), 3, "");
    assertThat(SignatureParts.of(one).active()).isEmpty();
  }
}
