package probewright.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.Map;
import probewright.agent.kernel.KernelFiles;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;
import probewright.agent.wire.Limits;
import probewright.agent.wire.MalformedFrameException;

/**
 * Files in pieces: the kernel makes most of them as they are read, so a file stays open between two
 * pieces rather than being read anew up to an offset.
 */
final class FileRequests {
  private static final int PIECE = 512 << 10;

  private final KernelFiles files;
  private final BinaryRequests binaries;
  private final Map<Long, InputStream> open = new HashMap<>();
  private long lastHandle;

  FileRequests(KernelFiles files, BinaryRequests binaries) {
    this.files = files;
    this.binaries = binaries;
  }

  Body open(Body request) throws AgentException, MalformedFrameException {
    String what = request.text("what");
    try {
      return keep(BinaryRequests.isOf(what) ? binaries.open(request) : files.open(what));
    } catch (IllegalArgumentException e) {
      throw new MalformedFrameException("what", what);
    } catch (NoSuchFileException e) {
      throw new AgentException("agent.no-such-file", what);
    } catch (IOException e) {
      throw new AgentException("agent.unreadable", String.valueOf(e.getMessage()));
    }
  }

  /** The answer of a request that opens something to be read in pieces. */
  Body keep(InputStream opened) throws AgentException {
    if (open.size() >= Limits.FILES) {
      closeReader(opened);
      throw new AgentException("limit.files", Limits.FILES);
    }
    open.put(++lastHandle, opened);
    return Body.with().put("file", lastHandle).done();
  }

  /**
   * {@code bytes}, and {@code last} when they are the last ones, after which the file is closed.
   */
  Body next(Body request) throws AgentException, MalformedFrameException {
    long handle = request.number("file");
    InputStream in = open.get(handle);
    if (in == null) {
      throw new AgentException("agent.unknown-handle", handle);
    }
    try {
      byte[] bytes = in.readNBytes(PIECE);
      boolean last = bytes.length < PIECE;
      if (last) {
        close(request);
      }
      return Body.with().put("bytes", bytes).put("last", last).done();
    } catch (IOException e) {
      // a client that was refused does not come back to close it
      close(request);
      throw new AgentException("agent.unreadable", String.valueOf(e.getMessage()));
    }
  }

  Body close(Body request) throws MalformedFrameException {
    InputStream in = open.remove(request.number("file"));
    if (in != null) {
      closeReader(in);
    }
    return Body.with().done();
  }

  void closeAll() {
    open.values().forEach(FileRequests::closeReader);
    open.clear();
  }

  private static void closeReader(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      // nothing was written, so nothing is lost; the descriptor is gone either way
      System.err.println("agent: " + e.getMessage());
    }
  }
}
