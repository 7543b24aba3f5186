package probewright.agent.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramesTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final FrameWriter writer = new FrameWriter(out);

  private FrameReader reader() {
    return new FrameReader(new ByteArrayInputStream(out.toByteArray()));
  }

  private static FrameReader reader(int... bytes) {
    byte[] all = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      all[i] = (byte) bytes[i];
    }
    return new FrameReader(new ByteArrayInputStream(all));
  }

  @Test
  void framesComeBackAsTheyWent() throws IOException {
    writer.write(FrameType.BATCH, new byte[] {1, 2, 3});
    writer.write(FrameType.CREDIT, new byte[0]);
    FrameReader reader = reader();
    Frame first = reader.read().orElseThrow();
    assertThat(first.type()).isEqualTo(FrameType.BATCH);
    assertThat(first.payload()).containsExactly(1, 2, 3);
    assertThat(reader.read().orElseThrow().type()).isEqualTo(FrameType.CREDIT);
    assertThatThrownBy(reader::read).isInstanceOf(EOFException.class);
  }

  @Test
  void aHugeLengthIsRefusedBeforeAnythingIsRead() {
    assertThatThrownBy(() -> reader(0x7f, 0xff, 0xff, 0xff, 6).read())
        .isInstanceOf(MalformedFrameException.class)
        .hasMessageContaining("2147483647");
    assertThatThrownBy(() -> reader(0xff, 0, 0, 0, 6).read())
        .isInstanceOf(MalformedFrameException.class);
  }

  @Test
  void anUnknownTypeIsRefused() {
    assertThatThrownBy(() -> reader(0, 0, 0, 0, 99).read())
        .isInstanceOf(MalformedFrameException.class);
  }

  @Test
  void aTruncatedFrameIsAnEnd() {
    assertThatThrownBy(() -> reader(0, 0, 0, 9, 6, 1, 2).read()).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> reader(0, 0).read()).isInstanceOf(EOFException.class);
  }

  @Test
  void theMarkerIsFoundBehindAnythingAndKnownBetweenFrames() throws IOException {
    out.write(new byte[] {0, 0, 1, (byte) 0xff, (byte) 0xff, 'P', 'r', (byte) 0xff});
    writer.writeHello(Body.with().put("session", 5).done());
    writer.write(FrameType.CREDIT, new byte[4]);
    writer.writeHello(Body.with().put("session", 6).done());
    FrameReader reader = reader();
    reader.awaitMarker();
    assertThat(Body.decode(reader.read().orElseThrow().payload()).number("session")).isEqualTo(5);
    assertThat(reader.read()).isPresent();
    assertThat(reader.read()).isEmpty();
    assertThat(Body.decode(reader.read().orElseThrow().payload()).number("session")).isEqualTo(6);
  }

  @Test
  void bodiesKeepEveryKindOfField() throws IOException {
    Body body =
        Body.with()
            .put("text", "名字")
            .put("number", -5_000_000_000L)
            .put("flag", true)
            .put("bytes", new byte[] {0, -1})
            .put("texts", List.of("a", "b"))
            .put("body", Body.with().put("x", 1).done())
            .put("bodies", List.of(Body.with().put("y", 2).done()))
            .done();
    Body back = Body.decode(body.encode());
    assertThat(back.text("text")).isEqualTo("名字");
    assertThat(back.number("number")).isEqualTo(-5_000_000_000L);
    assertThat(back.flag("flag")).isTrue();
    assertThat(back.bytes("bytes")).containsExactly(0, -1);
    assertThat(back.texts("texts")).containsExactly("a", "b");
    assertThat(back.body("body").number("x")).isEqualTo(1);
    assertThat(back.bodies("bodies").get(0).number("y")).isEqualTo(2);
    assertThat(back.optionalText("none")).isEmpty();
    assertThatThrownBy(() -> back.number("text")).isInstanceOf(MalformedFrameException.class);
    assertThatThrownBy(() -> back.number("number", 0, 9))
        .isInstanceOf(MalformedFrameException.class);
    assertThatThrownBy(() -> back.bodies("texts")).isInstanceOf(MalformedFrameException.class);
  }

  @Test
  void whatIsNoBodyIsRefused() {
    byte[] good = Body.with().put("a", "bcd").put("e", new byte[100]).done().encode();
    for (int length = 0; length < good.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(good, length);
      assertThatThrownBy(() -> Body.decode(cut)).isInstanceOf(MalformedFrameException.class);
    }
    byte[] deep = new byte[1000];
    java.util.Arrays.fill(deep, (byte) 0x81);
    deep[0] = (byte) 0xa1;
    deep[1] = 0x61;
    deep[2] = 'a';
    assertThatThrownBy(() -> Body.decode(deep)).isInstanceOf(MalformedFrameException.class);
    // a string that says it is 2 GiB long
    assertThatThrownBy(
            () -> Body.decode(new byte[] {(byte) 0xa1, 0x61, 'a', 0x5a, 0x7f, -1, -1, -1, 1}))
        .isInstanceOf(MalformedFrameException.class);
  }

  @Test
  void recordsAndLossesComeInOrder() throws IOException {
    ByteBuffer batch = ByteBuffer.allocate(100);
    batch.putInt(2).putInt(7).put((byte) 1).put((byte) 2);
    Records.putLoss(batch, 3, 4);
    batch.putInt(0).putInt(-1);
    List<String> told = new ArrayList<>();
    Records.Visitor visitor =
        new Records.Visitor() {
          @Override
          public void record(int cpu, ByteBuffer data) {
            told.add(cpu + ":" + data.remaining());
          }

          @Override
          public void lost(long kernel, long agent) {
            told.add(kernel + "+" + agent);
          }
        };
    Records.visit(batch.flip(), visitor);
    assertThat(told).containsExactly("7:2", "3+4", "-1:0");
    ByteBuffer lie = ByteBuffer.allocate(9).putInt(5).putInt(0).put((byte) 1).flip();
    assertThatThrownBy(() -> Records.visit(lie, visitor))
        .isInstanceOf(MalformedFrameException.class);
  }
}
