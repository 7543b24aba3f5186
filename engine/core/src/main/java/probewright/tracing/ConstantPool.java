package probewright.tracing;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The constants of a class file; each is given a number, the same again for the same. */
final class ConstantPool {
  private static final int HANDLE = 15;
  private static final int STATIC = 6;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);
  private final Map<String, Integer> numbers = new HashMap<>();

  int utf8(String text) throws IOException {
    Integer known = numbers.get(text);
    if (known != null) {
      return known;
    }
    out.writeByte(1);
    out.writeUTF(text);
    numbers.put(text, numbers.size() + 1);
    return numbers.size();
  }

  int integer(int value) throws IOException {
    return entry(3, value >>> 16, value & 0xffff);
  }

  int type(String name) throws IOException {
    return entry(7, utf8(name));
  }

  int method(String owner, String name, String descriptor) throws IOException {
    return entry(10, type(owner), nameAndType(name, descriptor));
  }

  int interfaceMethod(String owner, String name, String descriptor) throws IOException {
    return entry(11, type(owner), nameAndType(name, descriptor));
  }

  /** A handle of a static method. */
  int handle(String owner, String name, String descriptor) throws IOException {
    return entry(HANDLE, STATIC, method(owner, name, descriptor));
  }

  /** What the bootstrap method of that number gives. */
  int dynamic(int bootstrap, String name, String descriptor) throws IOException {
    return entry(17, bootstrap, nameAndType(name, descriptor));
  }

  private int nameAndType(String name, String descriptor) throws IOException {
    return entry(12, utf8(name), utf8(descriptor));
  }

  private int entry(int tag, int... words) throws IOException {
    // no text has a zero in it
    String key = "\0" + tag + java.util.Arrays.toString(words);
    Integer known = numbers.get(key);
    if (known != null) {
      return known;
    }
    out.writeByte(tag);
    for (int i = 0; i < words.length; i++) {
      if (tag == HANDLE && i == 0) {
        out.writeByte(words[i]);
      } else {
        out.writeShort(words[i]);
      }
    }
    numbers.put(key, numbers.size() + 1);
    return numbers.size();
  }

  void writeTo(DataOutputStream file) throws IOException {
    file.writeShort(numbers.size() + 1);
    bytes.writeTo(file);
  }
}
