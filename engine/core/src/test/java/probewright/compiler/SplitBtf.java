package probewright.compiler;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import probewright.btf.Btf;

/** Types of a module as the kernel shows them, made of what clang says of a C text. */
final class SplitBtf {
  private static final int HEADER = 24;

  private SplitBtf() {}

  /** All numbers and strings moved behind the kernel's, but for struct sock, which is its own. */
  static byte[] of(Path folder, Btf kernel, String c) throws IOException {
    Path source = Files.createTempFile(folder, "module", ".c");
    Path object = folder.resolve(source.getFileName() + ".o");
    Files.writeString(
        source, c + "struct thing keep; enum thing_state keep_state; thing_id keep_id;\n");
    MiniKernel.run(
        MiniKernel.clangs().findFirst().orElseThrow().toString(),
        "-g",
        "-O2",
        "-target",
        "bpf",
        "-c",
        source.toString(),
        "-o",
        object.toString());
    byte[] raw = Btf.ofElf(Files.readAllBytes(object)).raw();
    ByteBuffer in = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer base = ByteBuffer.wrap(kernel.raw()).order(ByteOrder.LITTLE_ENDIAN);
    int strings = base.getInt(20);
    int types = in.getInt(12);
    int at = HEADER;
    while (at < HEADER + types) {
      int info = in.getInt(at + 4);
      int kind = (info >>> 24) & 0x1f;
      int length = info & 0xffff;
      move(in, at, strings);
      int more = at + 12;
      switch (kind) {
        case 1 -> more += 4;
        case 2, 8, 9, 10, 11 -> moveType(in, at + 8, kernel);
        case 3 -> {
          moveType(in, more, kernel);
          moveType(in, more + 4, kernel);
          more += 12;
        }
        case 4, 5 -> {
          for (int i = 0; i < length; i++, more += 12) {
            move(in, more, strings);
            moveType(in, more + 4, kernel);
          }
        }
        case 6 -> {
          for (int i = 0; i < length; i++, more += 8) {
            move(in, more, strings);
          }
        }
        case 7 -> in.putInt(at, 0);
        case 14 -> {
          moveType(in, at + 8, kernel);
          more += 4;
        }
        case 15 -> {
          for (int i = 0; i < length; i++, more += 12) {
            moveType(in, more, kernel);
          }
        }
        default -> throw new IllegalStateException("kind " + kind);
      }
      at = more;
    }
    pointToKernel(in, types, kernel);
    return raw;
  }

  /** The pointer to the announced struct sock points at the kernel's own. */
  private static void pointToKernel(ByteBuffer in, int types, Btf kernel) {
    int forward = 0;
    int id = kernel.count();
    int sock = kernel.struct("sock").orElseThrow().id();
    for (int at = HEADER; at < HEADER + types; id++) {
      int info = in.getInt(at + 4);
      int kind = (info >>> 24) & 0x1f;
      forward = kind == 7 ? id : forward;
      at += 12 + more(kind, info & 0xffff);
    }
    for (int at = HEADER; at < HEADER + types; ) {
      int info = in.getInt(at + 4);
      int kind = (info >>> 24) & 0x1f;
      if (kind == 2 && in.getInt(at + 8) == forward) {
        in.putInt(at + 8, sock);
      }
      at += 12 + more(kind, info & 0xffff);
    }
  }

  private static int more(int kind, int length) {
    return switch (kind) {
      case 1, 14 -> 4;
      case 3 -> 12;
      case 4, 5, 15 -> 12 * length;
      case 6 -> 8 * length;
      default -> 0;
    };
  }

  private static void move(ByteBuffer in, int at, int by) {
    if (in.getInt(at) != 0) {
      in.putInt(at, in.getInt(at) + by);
    }
  }

  private static void moveType(ByteBuffer in, int at, Btf kernel) {
    if (in.getInt(at) != 0) {
      in.putInt(at, in.getInt(at) + kernel.count() - 1);
    }
  }
}
