package probewright.output;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import probewright.btf.Show;
import probewright.btf.Value;

/** Bytes in the formats that a program can ask for. */
final class ShowText {
  private static final int NANOSECONDS = 9;

  private ShowText() {}

  /** Whether a member of so many bytes can be shown so. */
  static boolean suits(Show.Format format, long size) {
    return switch (format) {
      case IPV4 -> size == 4;
      case IPV6 -> size == 16;
      case MAC -> size == 6 || size == 8;
      case PORT -> size == 2 || size == 4 || size == 8;
      case KSYM, USYM -> size > 0 && size % 8 == 0;
      case KSTACK, USTACK -> size == 4 || size == 8;
      case TIME -> size == 4 || size == 8;
      case HEX -> size > 0;
    };
  }

  /** What takes no more than the bytes. */
  static Value plain(Show.Format format, byte[] bytes, ByteOrder order) {
    return switch (format) {
      case IPV4, IPV6 -> told(IpText.of(bytes));
      case MAC -> told(HexFormat.ofDelimiter(":").formatHex(bytes, 0, 6));
      case PORT -> {
        int port = Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(0));
        yield new Value.Told(String.valueOf(port), new Value.Int(BigInteger.valueOf(port)));
      }
      case TIME -> {
        BigDecimal time = new BigDecimal(unsigned(bytes, order), NANOSECONDS);
        yield told(time.toPlainString());
      }
      default -> told(hex(bytes, order));
    };
  }

  /** What takes the target's names. */
  static Value symbolic(
      Show.Format format, String stacks, ByteBuffer bytes, int pid, Symbols symbols) {
    boolean kernel = format == Show.Format.KSYM || format == Show.Format.KSTACK;
    LongFunction<Frame> frame = kernel ? symbols::kernel : address -> symbols.user(pid, address);
    if (!format.isStack()) {
      List<Frame> frames = new ArrayList<>();
      while (bytes.hasRemaining()) {
        frames.add(frame.apply(bytes.getLong()));
      }
      return frames.size() == 1
          ? new Value.Told(name(frames.get(0), symbols.words()), frames.get(0).value())
          : stack(frames, ", ", symbols.words());
    }
    long number = bytes.limit() == 4 ? bytes.getInt(0) : bytes.getLong(0);
    if (number < 0) {
      return new Value.Told(
          symbols.words().noStack(number, stacks), new Value.Int(BigInteger.valueOf(number)));
    }
    List<Frame> frames = symbols.stack(stacks, number).stream().map(frame::apply).toList();
    return frames.isEmpty()
        ? new Value.Told(
            symbols.words().absent(number, stacks), new Value.Int(BigInteger.valueOf(number)))
        : stack(frames, " < ", symbols.words());
  }

  private static Value stack(List<Frame> frames, String between, FrameWords words) {
    return new Value.Told(
        frames.stream().map(frame -> name(frame, words)).collect(Collectors.joining(between)),
        new Value.Elements(frames.stream().map(Frame::value).toList()));
  }

  private static String name(Frame frame, FrameWords words) {
    return frame instanceof Frame.Unknown ? frame.line(words) : frame.text(false, true);
  }

  private static String hex(byte[] bytes, ByteOrder order) {
    return bytes.length <= 8
        ? "0x" + unsigned(bytes, order).toString(16)
        : HexFormat.of().formatHex(bytes);
  }

  private static BigInteger unsigned(byte[] bytes, ByteOrder order) {
    byte[] digits = bytes.clone();
    if (order == ByteOrder.LITTLE_ENDIAN) {
      for (int i = 0; i < digits.length / 2; i++) {
        byte low = digits[i];
        digits[i] = digits[digits.length - 1 - i];
        digits[digits.length - 1 - i] = low;
      }
    }
    return new BigInteger(1, digits);
  }

  private static Value.Told told(String text) {
    return new Value.Told(text, Value.Text.of(text));
  }
}
