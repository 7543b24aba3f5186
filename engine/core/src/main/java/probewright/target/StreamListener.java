package probewright.target;

import java.nio.ByteBuffer;
import probewright.diagnostics.Problem;
import probewright.output.Symbols;
import probewright.probes.Attachment;

/**
 * Receives what a run sends. Called on a dispatch thread of the target's own, one call at a time,
 * in the order of arrival; credit for a batch goes back to the agent when it was handed over, so a
 * slow listener costs records, which are counted, and delays neither Stop nor map reads.
 */
public interface StreamListener {
  /** The stream name of the trace pipe, beside the names of the program's own event maps. */
  String TRACE_PIPE = "trace_pipe";

  /** Names for the addresses in what comes. Told on the thread that attaches, before any event. */
  default void symbols(Symbols symbols) {}

  /**
   * A record of a stream: an event's bytes, or one line of the trace pipe without its newline.
   *
   * @param data valid during the call only
   */
  void record(String stream, int cpu, ByteBuffer data);

  /**
   * Records that did not make it, told at the place in the order where they are missing.
   *
   * @param kernel lost because the kernel's buffer was full
   * @param agent dropped by the agent for want of credit
   */
  void lost(String stream, long kernel, long agent);

  /**
   * Progress of an attachment that means many probes. Called on the thread that attaches.
   *
   * @param asked so many were asked for so far, whether or not the kernel agreed
   */
  default void attaching(Attachment attachment, int asked, int all) {}

  /** The target is gone: nothing comes any more. */
  void ended(Problem why);
}
