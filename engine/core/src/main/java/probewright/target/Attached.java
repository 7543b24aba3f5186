package probewright.target;

import java.util.List;
import probewright.diagnostics.ProblemException;

/** A program at work. Closing it detaches, in reverse order, and ends the streams. */
public interface Attached extends AutoCloseable {
  /** The entries of a map as they are now, raw, in the kernel's order. */
  List<MapEntry> read(String map) throws ProblemException;

  /** bcc's {@code clear()}: deletes a hash's entries, sets an array's to zero. */
  void clear(String map) throws ProblemException;

  @Override
  void close();

  /** One entry, as raw bytes in the target's byte order. */
  record MapEntry(byte[] key, byte[] value) {}
}
