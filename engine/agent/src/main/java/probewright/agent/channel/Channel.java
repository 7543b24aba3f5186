package probewright.agent.channel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The byte stream to the client, which may come and go. */
public interface Channel {
  /**
   * Waits for a client.
   *
   * @return false when none will come any more
   */
  boolean awaitPeer() throws IOException;

  /** What the client sends. Ends when the client goes. */
  InputStream in();

  /** What goes to the client. A write fails when the client is gone. */
  OutputStream out();
}
