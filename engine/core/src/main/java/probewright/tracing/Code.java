package probewright.tracing;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Instructions of a method, as a class file has them (JVMS, chapter 6). */
final class Code {
  static final int DUP = 0x59;
  static final int IADD = 0x60;
  static final int L2I = 0x88;
  static final int I2B = 0x91;
  static final int I2S = 0x93;
  static final int IRETURN = 0xac;
  static final int ARETURN = 0xb0;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  int size() {
    return out.size();
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  Code plain(int instruction) throws IOException {
    out.writeByte(instruction);
    return this;
  }

  Code pushObject(int local) throws IOException {
    return local(0x19, local);
  }

  Code popObject(int local) throws IOException {
    return local(0x3a, local);
  }

  Code pushInt(int local) throws IOException {
    return local(0x15, local);
  }

  Code popInt(int local) throws IOException {
    return local(0x36, local);
  }

  Code push(int constant) throws IOException {
    return wide(0x13, constant);
  }

  Code invokeStatic(int method) throws IOException {
    return wide(0xb8, method);
  }

  Code invokeVirtual(int method) throws IOException {
    return wide(0xb6, method);
  }

  /**
   * @param slots of the arguments, with the object
   */
  Code invokeInterface(int method, int slots) throws IOException {
    wide(0xb9, method);
    out.writeByte(slots);
    out.writeByte(0);
    return this;
  }

  /** Forwards, over so many bytes that follow. */
  Code skipIfNegative(int size) throws IOException {
    return wide(0x9b, 3 + size);
  }

  Code goTo(int target) throws IOException {
    return wide(0xa7, target - size());
  }

  Code append(Code more) throws IOException {
    out.write(more.bytes());
    return this;
  }

  private Code local(int instruction, int local) throws IOException {
    out.writeByte(instruction);
    out.writeByte(local);
    return this;
  }

  private Code wide(int instruction, int operand) throws IOException {
    out.writeByte(instruction);
    out.writeShort(operand);
    return this;
  }
}
