package probewright.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.btf.BtfType.Member;
import probewright.diagnostics.ProblemException;

class BtfTest {
  private final BtfBytes bytes = new BtfBytes();

  @Test
  void typesAreFoundByName() throws Exception {
    int u32 = bytes.integer("unsigned int", 4, 0);
    int alias = bytes.add(BtfSection.TYPEDEF, false, 0, "u32", u32);
    bytes.struct("point", 8, "x", alias, 0, "y", alias, 32);
    bytes.union("either", 4, "a", u32, 0);
    int prototype = bytes.add(BtfSection.FUNC_PROTO, false, 1, "", u32, bytes.string("x"), alias);
    bytes.add(BtfSection.FUNC, false, 1, "vfs_read", prototype);
    Btf btf = Btf.parse(bytes.bytes());

    assertThat(btf.struct("point").orElseThrow().size()).isEqualTo(8);
    assertThat(btf.union("either")).isPresent();
    assertThat(btf.struct("either")).isEmpty();
    assertThat(btf.resolve(btf.typedef("u32").orElseThrow().id()).name()).isEqualTo("unsigned int");
    assertThat(btf.function("vfs_read")).isPresent();
    assertThat(btf.function("vfs_write")).isEmpty();
    assertThat(btf.functionNames()).containsExactly("vfs_read");
    assertThat(btf.type(prototype))
        .isEqualTo(
            new BtfType.FunctionPrototype(
                prototype, u32, List.of(new BtfType.Parameter("x", alias)), false));
  }

  @Test
  void membersAreFoundThroughAnonymousOnes() throws Exception {
    int u32 = bytes.integer("unsigned int", 4, 0);
    int inner = bytes.struct("", 8, "a", u32, 0, "b", u32, 32);
    int choice = bytes.union("", 8, "", inner, 0, "all", u32, 0);
    bytes.struct("outer", 24, "first", u32, 0, "", choice, 128);
    Btf btf = Btf.parse(bytes.bytes());

    assertThat(btf.member("outer", "b")).contains(new Member("b", u32, 160, 0));
    assertThat(btf.member("outer", "b").orElseThrow().byteOffset()).isEqualTo(20);
    assertThat(btf.member("outer", "c")).isEmpty();
    assertThat(btf.member("nothing", "b")).isEmpty();
  }

  @Test
  void bitFieldsTellTheirBits() throws Exception {
    int u32 = bytes.integer("unsigned int", 4, 0);
    int name = bytes.string("low");
    bytes.add(BtfSection.STRUCT, true, 1, "flags", 4, name, u32, 5 << 24 | 3);

    assertThat(Btf.parse(bytes.bytes()).member("flags", "low"))
        .contains(new Member("low", u32, 3, 5));
  }

  @Test
  void enumeratorsAreReadWithTheirSign() throws Exception {
    bytes.add(BtfSection.ENUM, true, 1, "signed_one", 4, bytes.string("MINUS"), -1);
    bytes.add(BtfSection.ENUM, false, 1, "unsigned_one", 4, bytes.string("LARGE"), -1);
    Btf btf = Btf.parse(bytes.bytes());

    assertThat(btf.enumerator("MINUS").orElseThrow().value()).isEqualTo(-1);
    assertThat(btf.enumerator("LARGE").orElseThrow().value()).isEqualTo(0xffffffffL);
    assertThat(btf.enumerationOf("LARGE").orElseThrow().name()).isEqualTo("unsigned_one");
    assertThat(btf.enumerator("NONE")).isEmpty();
  }

  @Test
  void anEnumerationMayBeOnlyAnnounced() throws Exception {
    int announced = bytes.add(BtfSection.ENUM, false, 0, "later", 0);

    assertThat(CHeader.full(Btf.parse(bytes.bytes()))).contains("enum later;\n");
    assertThat(Btf.parse(bytes.bytes()).sizeOf(announced)).isZero();
  }

  @Test
  void sizesAreThoseOfC() throws Exception {
    int u64 = bytes.integer("long unsigned int", 8, 0);
    int pointer = bytes.pointer(0);
    int array = bytes.add(BtfSection.ARRAY, false, 0, "", 0, u64, u64, 3);
    int constant = bytes.add(BtfSection.CONST, false, 0, "", array);
    Btf btf = Btf.parse(bytes.bytes());

    assertThat(btf.sizeOf(pointer)).isEqualTo(8);
    assertThat(btf.sizeOf(constant)).isEqualTo(24);
    assertThat(btf.sizeOf(0)).isZero();
    assertThat(btf.spelling(constant)).isEqualTo("const long unsigned int[3]");
    assertThat(btf.spelling(pointer)).isEqualTo("void *");
  }

  @Test
  void theOtherByteOrderIsRead() throws Exception {
    BtfBytes big = new BtfBytes(ByteOrder.BIG_ENDIAN);
    int u32 = big.integer("unsigned int", 4, 0);
    big.struct("point", 8, "x", u32, 0, "y", u32, 32);
    Btf btf = Btf.parse(big.bytes());

    assertThat(btf.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
    assertThat(btf.member("point", "y").orElseThrow().bitOffset()).isEqualTo(32);
    assertThat(new Decoder(btf).decode(u32, new byte[] {0, 0, 1, 2}).text()).isEqualTo("258");
  }

  @Test
  void cachesGoByTheHashOfTheBytes() throws Exception {
    byte[] raw = bytes.bytes();

    assertThat(Btf.parse(raw).sha256()).hasSize(64).isEqualTo(Btf.parse(raw.clone()).sha256());
  }

  @Test
  void mapsTellTheirTypes() throws Exception {
    int u32 = bytes.integer("unsigned int", 4, 0);
    int u64 = bytes.integer("long unsigned int", 8, 0);
    int key = bytes.pointer(u32);
    int value = bytes.pointer(u64);
    int map = bytes.struct("", 16, "key", key, 0, "value", value, 64);
    bytes.add(BtfSection.VAR, false, 0, "counts", map, 1);
    Btf btf = Btf.parse(bytes.bytes());

    assertThat(btf.mapTypes("counts")).contains(new MapTypes(u32, u64));
    assertThat(btf.mapTypes("other")).isEmpty();
  }

  @Test
  void whatIsCutShortIsRefused() throws Exception {
    int u32 = bytes.integer("unsigned int", 4, 0);
    bytes.struct("point", 8, "x", u32, 0, "y", u32, 32);
    byte[] whole = bytes.bytes();

    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Btf.parse(part))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.problem().code()).isEqualTo("btf.malformed"));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void damageIsRefusedOrReadToTheEnd(long seed) throws Exception {
    Random random = new Random(seed);
    byte[] whole = rich();
    int read = 0;
    for (int round = 0; round < 2000; round++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i < 1 + random.nextInt(3); i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        Btf btf = Btf.parse(damaged);
        for (int id = 0; id < btf.count(); id++) {
          btf.sizeOf(id);
          btf.spelling(id);
          new Decoder(btf).decode(id, new byte[64]);
        }
        CHeader.full(btf);
        CHeader.minimal(btf, Set.of("point", "next"));
        read++;
      } catch (ProblemException refused) {
        assertThat(refused.problem().code()).isEqualTo("btf.malformed");
      }
    }
    assertThat(read).isPositive();
  }

  @Test
  void aTypeThatContainsItselfIsRefused() {
    bytes.add(BtfSection.TYPEDEF, false, 0, "ouroboros", 1);

    assertThatThrownBy(() -> Btf.parse(bytes.bytes())).isInstanceOf(ProblemException.class);
  }

  @Test
  void aTypeThatDoublesAtEveryStepIsRefused() {
    int inner = bytes.integer("int", 4, 1);
    for (int i = 0; i < 64; i++) {
      inner = bytes.struct("", 4, "", inner, 0, "", inner, 0);
    }

    assertThatThrownBy(() -> Btf.parse(bytes.bytes())).isInstanceOf(ProblemException.class);
  }

  @Test
  void anObjectWithoutTypesSaysSo() {
    byte[] elf = new byte[192];
    System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 2, 1}, 0, elf, 0, 6);
    elf[40] = 64;
    elf[58] = 64;
    elf[60] = 1;

    assertThatThrownBy(() -> Btf.ofElf(elf))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo("btf.absent"));
    assertThatThrownBy(() -> Btf.ofElf(new byte[10])).isInstanceOf(ProblemException.class);
  }

  private static byte[] rich() {
    BtfBytes bytes = new BtfBytes();
    int u32 = bytes.integer("unsigned int", 4, 0);
    int alias = bytes.add(BtfSection.TYPEDEF, false, 0, "u32", u32);
    int array = bytes.add(BtfSection.ARRAY, false, 0, "", 0, alias, u32, 4);
    int self = bytes.pointer(6);
    int e = bytes.add(BtfSection.ENUM, true, 1, "state", 4, bytes.string("GONE"), -1);
    bytes.struct("point", 32, "next", self, 0, "items", array, 64, "state", e, 192);
    bytes.union("either", 16, "items", array, 0, "one", alias, 0);
    int prototype = bytes.add(BtfSection.FUNC_PROTO, false, 1, "", u32, bytes.string("p"), self);
    bytes.add(BtfSection.FUNC, false, 1, "vfs_read", prototype);
    bytes.add(BtfSection.VAR, false, 0, "variable", alias, 1);
    bytes.add(BtfSection.FLOAT, false, 0, "double", 8);
    return bytes.bytes();
  }
}
