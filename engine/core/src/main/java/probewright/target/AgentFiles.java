package probewright.target;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;
import probewright.agent.wire.MalformedFrameException;
import probewright.agent.wire.Protocol;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;

/** Fetches what the target's kernel says of itself, piece by piece. */
final class AgentFiles {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MOST = 256 << 20;

  private final AgentClient client;

  AgentFiles(AgentClient client) {
    this.client = client;
  }

  /**
   * A whole file, see {@code file.open} in docs/wire.md.
   *
   * @throws AgentException {@code agent.no-such-file}, {@code agent.unreadable}
   */
  byte[] read(String what) throws AgentException, ProblemException {
    return read(Protocol.FILE_OPEN, Body.with().put("what", what).done());
  }

  /** Whatever an operation opens to be read in pieces. */
  byte[] read(String operation, Body request) throws AgentException, ProblemException {
    try {
      long file = client.request(operation, request, PATIENCE).number("file");
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      Body next = Body.with().put("file", file).done();
      boolean last = false;
      while (!last && all.size() < MOST) {
        Body piece = client.request(Protocol.FILE_NEXT, next, PATIENCE);
        all.writeBytes(piece.bytes("bytes"));
        last = piece.flag("last");
      }
      return all.toByteArray();
    } catch (MalformedFrameException e) {
      throw malformed(e);
    }
  }

  /** The lines of a file. */
  List<String> lines(String what) throws AgentException, ProblemException {
    return lines(Body.with().put("what", what).done());
  }

  /** The lines of a file that takes more than one word to name. */
  List<String> lines(Body request) throws AgentException, ProblemException {
    return new String(read(Protocol.FILE_OPEN, request), StandardCharsets.UTF_8).lines().toList();
  }

  static ProblemException malformed(MalformedFrameException e) {
    return new ProblemException(
        Problem.error(Stage.STREAM, "agent.malformed", String.valueOf(e.getMessage())), e);
  }

  /** A refusal that no stage has words of its own for; limits have them everywhere. */
  static Problem refused(Stage stage, AgentException e) {
    if (e.code().startsWith("limit.") || e.code().equals("stream.busy")) {
      return Problem.error(stage, e.code(), e.arguments().toArray());
    }
    return Problem.error(stage, "agent.refused", e.code() + " " + String.join(" ", e.arguments()))
        .withRaw(e.raw());
  }
}
