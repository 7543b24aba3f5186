package probewright.agent.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each limit of frames and bodies: what is at it is taken, what is one beyond is not. */
class LimitsTest {
  private static byte[] frame(FrameType type, int length, int sent) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(length);
    data.writeByte(type.number());
    data.write(new byte[sent]);
    return out.toByteArray();
  }

  private static Frame read(byte[] bytes) throws IOException {
    return new FrameReader(new ByteArrayInputStream(bytes)).read().orElseThrow();
  }

  @Test
  void aFrame() throws IOException {
    assertThat(read(frame(FrameType.REQUEST, Limits.FRAME, Limits.FRAME)).payload())
        .hasSize(Limits.FRAME);
    assertMalformed("length", () -> read(frame(FrameType.REQUEST, Limits.FRAME + 1, 0)));
    assertThat(read(frame(FrameType.HELLO, Limits.HELLO, Limits.HELLO)).payload())
        .hasSize(Limits.HELLO);
    assertMalformed("length", () -> read(frame(FrameType.HELLO, Limits.HELLO + 1, 0)));
  }

  /** Were it allocated at once, one read of the whole length would be asked for. */
  @Test
  void aLengthThatLiesCostsWhatWasSent() {
    int[] largest = new int[1];
    byte[] head = {0, 0x7f, -1, -1, 2, 1, 2, 3};
    InputStream few =
        new ByteArrayInputStream(head) {
          @Override
          public synchronized int read(byte[] into, int from, int length) {
            largest[0] = Math.max(largest[0], into.length);
            return super.read(into, from, length);
          }
        };
    assertThatThrownBy(() -> new FrameReader(few).read()).isInstanceOf(java.io.EOFException.class);
    assertThat(largest[0]).isLessThanOrEqualTo(64 << 10);
  }

  @Test
  void aNameAndATextAndTheirNumber() throws IOException {
    assertTaken(Body.with().put("n".repeat(Limits.NAME), 1));
    assertRefused("name", Body.with().put("n".repeat(Limits.NAME + 1), 1));
    assertTaken(Body.with().put("t", "文".repeat(Limits.TEXT)));
    assertRefused("text", Body.with().put("t", "文".repeat(Limits.TEXT + 1)));
    String words = "w".repeat(Limits.WORDS);
    assertThat(Body.decode(Body.with().put("raw", words).done().encode()).text("raw"))
        .isEqualTo(words);
    byte[] tooMany = Body.with().put("raw", words + "w").done().encode();
    assertMalformed("text", () -> Body.decode(tooMany));
  }

  @Test
  void fieldsValuesAndDepth() throws IOException {
    Body.Builder fields = Body.with();
    IntStream.range(0, Limits.FIELDS).forEach(i -> fields.put("f" + i, i));
    assertTaken(fields);
    assertRefused("fields", fields.put("more", 1));
    assertTaken(Body.with().put("l", Collections.nCopies(Limits.VALUES - 1, "")));
    assertRefused("values", Body.with().put("l", Collections.nCopies(Limits.VALUES, "")));
    assertTaken(Body.with().put("b", nested(Limits.DEPTH - 1)));
    assertRefused("depth", Body.with().put("b", nested(Limits.DEPTH)));
  }

  /** So many bodies in one another. */
  private static Body nested(int depth) {
    Body body = Body.with().done();
    for (int i = 1; i < depth; i++) {
      body = Body.with().put("b", body).done();
    }
    return body;
  }

  @Test
  void aFieldThatComesTwice() {
    byte[] twice = {(byte) 0xa2, 0x61, 'a', 1, 0x61, 'a', 2};
    assertMalformed("cbor", () -> Body.decode(twice));
  }

  /** Lengths that lie and bytes that are wrong, many of each, always the same ones. */
  @Test
  void noBytesDoMoreThanToBeRefused() {
    byte[] good =
        Body.with()
            .put("id", 7)
            .put("op", "attach")
            .put("flag", true)
            .put("elf", new byte[40])
            .put("streams", List.of(Body.with().put("name", "events").put("pages", 64).done()))
            .put("parts", List.of("a", "bc", "def"))
            .done()
            .encode();
    Random random = new Random(20261123);
    int refused = 0;
    for (int round = 0; round < 50_000; round++) {
      byte[] bad = good.clone();
      for (int i = 0; i <= random.nextInt(4); i++) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      try {
        Body.decodeRequest(bad);
      } catch (MalformedFrameException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(10_000);
  }

  private static void assertTaken(Body.Builder body) throws IOException {
    byte[] cbor = body.done().encode();
    assertThat(Body.decodeRequest(cbor).encode()).isEqualTo(cbor);
  }

  private static void assertRefused(String what, Body.Builder body) {
    byte[] cbor = body.done().encode();
    assertMalformed(what, () -> Body.decodeRequest(cbor));
  }

  private static void assertMalformed(
      String what, org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .isInstanceOf(MalformedFrameException.class)
        .hasMessageContaining("malformed frame: " + what);
  }
}
