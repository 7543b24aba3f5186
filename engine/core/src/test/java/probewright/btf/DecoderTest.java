package probewright.btf;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import probewright.diagnostics.ProblemException;

class DecoderTest {
  private final BtfBytes bytes = new BtfBytes();

  @Test
  void integersKeepTheirSignAndWidth() throws Exception {
    int s8 = bytes.integer("signed char", 1, 1);
    int u64 = bytes.integer("long unsigned int", 8, 0);
    int s64 = bytes.integer("long int", 8, 1);
    int u128 = bytes.integer("__int128 unsigned", 16, 0);
    byte[] ones = HexFormat.of().parseHex("ff".repeat(16));

    assertThat(decode(s8, ones)).isEqualTo(new Value.Int(BigInteger.ONE.negate()));
    assertThat(decode(u64, ones).text()).isEqualTo("18446744073709551615");
    assertThat(decode(s64, ones).text()).isEqualTo("-1");
    assertThat(decode(u128, ones).text()).isEqualTo("340282366920938463463374607431768211455");
  }

  @Test
  void textEndsAtItsFirstNulAndKeepsItsBytes() throws Exception {
    int character = bytes.integer("char", 1, 1);
    int u8 = bytes.integer("unsigned char", 1, 0);
    int comm = bytes.add(BtfSection.ARRAY, false, 0, "", 0, character, u8, 8);
    int mac = bytes.add(BtfSection.ARRAY, false, 0, "", 0, u8, u8, 3);

    assertThat(decode(comm, "猫!\0old".getBytes(StandardCharsets.UTF_8)).text()).isEqualTo("猫!");
    Value broken = decode(comm, new byte[] {'a', (byte) 0xff, 'b', 0, 0, 0, 0, 0});
    assertThat(broken.text()).isEqualTo("a\ufffdb");
    assertThat(((Value.Text) broken).bytes()).hasSize(8).contains(0xff);
    assertThat(decode(mac, new byte[] {1, 2, (byte) 254}).text()).isEqualTo("[1, 2, 254]");
  }

  @Test
  void enumerationsBooleansAndAddressesReadAsC() throws Exception {
    int e =
        bytes.add(
            BtfSection.ENUM, true, 2, "s", 4, bytes.string("RUN"), 0, bytes.string("GONE"), -1);
    int bool = bytes.integer("_Bool", 1, 4);
    int pointer = bytes.pointer(0);
    int real = bytes.add(BtfSection.FLOAT, false, 0, "double", 8);

    assertThat(decode(e, little(4, -1)).text()).isEqualTo("GONE");
    assertThat(decode(e, little(4, 7)).text()).isEqualTo("7");
    assertThat(decode(bool, new byte[] {1}).text()).isEqualTo("true");
    assertThat(decode(pointer, little(8, 0xffff888012345678L)).text())
        .isEqualTo("0xffff888012345678");
    assertThat(decode(real, little(8, Double.doubleToLongBits(1.5))).text()).isEqualTo("1.5");
  }

  @Test
  void structsOpenTheirAnonymousMembersAndBitFields() throws Exception {
    int u32 = bytes.integer("unsigned int", 4, 0);
    int s32 = bytes.integer("int", 4, 1);
    int low = bytes.string("low");
    int high = bytes.string("high");
    int bits =
        bytes.add(
            BtfSection.STRUCT, true, 2, "", 4, low, u32, 5 << 24 | 3, high, s32, 9 << 24 | 15);
    int outer = bytes.struct("outer", 8, "first", u32, 0, "", bits, 32);
    byte[] event = new byte[8];
    ByteBuffer.wrap(event).order(ByteOrder.LITTLE_ENDIAN).putInt(7).putInt(21 << 3 | 0x1ff << 15);

    assertThat(decode(outer, event).text()).isEqualTo("{.first = 7, .low = 21, .high = -1}");
  }

  @Test
  void missingBytesAreShownAsTheyAreAndMoreAreLeftOut() throws Exception {
    int u32 = bytes.integer("unsigned int", 4, 0);
    int pair = bytes.struct("pair", 8, "a", u32, 0, "b", u32, 32);

    assertThat(decode(u32, new byte[] {1, 2}).text()).isEqualTo("0102");
    assertThat(decode(pair, new byte[3])).isInstanceOf(Value.Raw.class);
    assertThat(decode(u32, new byte[] {9, 0, 0, 0, 1, 1, 1, 1}).text()).isEqualTo("9");
  }

  private Value decode(int type, byte[] data) throws ProblemException {
    return new Decoder(Btf.parse(bytes.bytes())).decode(type, data);
  }

  private static byte[] little(int size, long value) {
    byte[] all = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    return java.util.Arrays.copyOf(all, size);
  }
}
