package probewright.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;

/** Finds the {@code .BTF} section of a 64-bit ELF file. */
final class BtfElf {
  private static final byte[] WANTED = ".BTF\0".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 64;

  private BtfElf() {}

  static byte[] section(byte[] elf) throws ProblemException {
    if (elf.length < HEADER || elf[0] != 0x7f || elf[1] != 'E' || elf[2] != 'L' || elf[3] != 'F') {
      throw BtfSection.malformed("ELF header");
    }
    if (elf[4] != 2) {
      throw BtfSection.malformed("ELF class");
    }
    ByteBuffer data =
        ByteBuffer.wrap(elf).order(elf[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    long sections = data.getLong(40);
    int entry = data.getShort(58) & 0xffff;
    int count = data.getShort(60) & 0xffff;
    int names = data.getShort(62) & 0xffff;
    if (entry < 64
        || sections < 0
        || sections > elf.length - (long) entry * count
        || names >= count) {
      throw BtfSection.malformed("ELF section table");
    }
    byte[] nameTable = content(elf, data, (int) sections + names * entry);
    for (int i = 0; i < count; i++) {
      int header = (int) sections + i * entry;
      if (isNamed(nameTable, data.getInt(header))) {
        return content(elf, data, header);
      }
    }
    throw new ProblemException(Problem.error(Stage.COMPILE, "btf.absent"));
  }

  private static boolean isNamed(byte[] names, int offset) {
    return offset >= 0
        && offset <= names.length - WANTED.length
        && Arrays.equals(names, offset, offset + WANTED.length, WANTED, 0, WANTED.length);
  }

  private static byte[] content(byte[] elf, ByteBuffer data, int header) throws ProblemException {
    long start = data.getLong(header + 24);
    long length = data.getLong(header + 32);
    long whole = elf.length;
    if (start < 0 || length < 0 || start > whole || length > whole - start) {
      throw BtfSection.malformed("ELF section");
    }
    return Arrays.copyOfRange(elf, (int) start, (int) (start + length));
  }
}
