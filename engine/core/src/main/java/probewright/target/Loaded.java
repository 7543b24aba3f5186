package probewright.target;

import java.util.List;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.ProblemException;
import probewright.probes.Attachment;

/** An object in the kernel: maps and programs, not attached. Closing it unloads all of it. */
public interface Loaded extends AutoCloseable {
  /**
   * Opens the object's event streams and then attaches, in the order given. When one attachment
   * fails, those already made are taken back and the outcome says why. Of an attachment that means
   * many probes some may fail, which the outcome notes, as it does a function that was found by
   * another name.
   */
  Outcome<Attached> attach(
      List<Attachment> attachments, AttachOptions options, StreamListener listener)
      throws ProblemException;

  /** The same without limits. */
  default Outcome<Attached> attach(List<Attachment> attachments, StreamListener listener)
      throws ProblemException {
    return attach(attachments, AttachOptions.none(), listener);
  }

  @Override
  void close();
}
