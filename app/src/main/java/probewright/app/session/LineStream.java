package probewright.app.session;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Bytes in, lines of UTF-8 out; a line without end is cut where it grows too long, and told when
 * nothing more comes.
 */
final class LineStream extends OutputStream {
  private static final int LONGEST = 4096;

  /** Bytes that a letter has behind its first. */
  private static final int MORE = 3;

  private final Consumer<String> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  LineStream(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public synchronized void write(int value) {
    boolean insideLetter = (value & 0xc0) == 0x80;
    if (value == '\n' || line.size() >= (insideLetter ? LONGEST + MORE : LONGEST)) {
      tell();
    }
    if (value != '\n' && value != '\r') {
      line.write(value);
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) {
    for (int i = from; i < from + length; i++) {
      write(bytes[i]);
    }
  }

  private void tell() {
    lines.accept(line.toString(StandardCharsets.UTF_8));
    line.reset();
  }

  /** Nothing more comes. */
  @Override
  public synchronized void close() {
    if (line.size() > 0) {
      tell();
    }
  }
}
