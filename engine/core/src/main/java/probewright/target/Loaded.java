package probewright.target;

import java.util.List;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.ProblemException;
import probewright.probes.Attachment;

/** An object in the kernel: maps and programs, not attached. Closing it unloads all of it. */
public interface Loaded extends AutoCloseable {
  /**
   * Opens the object's event streams and then attaches, in the order given. When one attachment
   * fails, those already made are taken back and the outcome says why.
   */
  Outcome<Attached> attach(List<Attachment> attachments, StreamListener listener)
      throws ProblemException;

  @Override
  void close();
}
