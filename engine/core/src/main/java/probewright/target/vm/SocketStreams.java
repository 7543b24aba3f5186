package probewright.target.vm;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The two directions of a socket as streams. (Those of {@link java.nio.channels.Channels} share one
 * lock in Java 17, so that a waiting reader would hold up every writer.) At the end of the socket
 * the reader gets what {@link End} makes of it.
 */
final class SocketStreams {
  /** Says why a socket is at its end: throws, or returns when the end is as it should be. */
  interface End {
    void reached() throws IOException;
  }

  private SocketStreams() {}

  static InputStream input(SocketChannel socket, End end) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        int count;
        try {
          count = socket.read(ByteBuffer.wrap(bytes, from, length));
        } catch (IOException broken) {
          end.reached();
          return -1;
        }
        if (count < 0) {
          end.reached();
        }
        return count;
      }

      @Override
      public void close() throws IOException {
        socket.close();
      }
    };
  }

  static OutputStream output(SocketChannel socket, End end) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, from, length);
        try {
          while (rest.hasRemaining()) {
            socket.write(rest);
          }
        } catch (IOException broken) {
          end.reached();
          throw broken;
        }
      }

      @Override
      public void close() throws IOException {
        socket.close();
      }
    };
  }
}
