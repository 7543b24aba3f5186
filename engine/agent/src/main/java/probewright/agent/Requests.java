package probewright.agent;

import java.io.IOException;
import probewright.agent.kernel.KernelFiles;
import probewright.agent.wire.Body;
import probewright.agent.wire.MalformedFrameException;
import probewright.agent.wire.Protocol;

/** What a session can be asked. */
final class Requests implements AutoCloseable {
  private final KernelFiles files;
  private final FileRequests fileRequests;

  Requests(KernelFiles files) {
    this.files = files;
    this.fileRequests = new FileRequests(files);
  }

  Body handle(Body request) throws AgentException, MalformedFrameException {
    String operation = request.text("op");
    return switch (operation) {
      case Protocol.KERNEL -> kernel();
      case Protocol.FILE_OPEN -> fileRequests.open(request);
      case Protocol.FILE_NEXT -> fileRequests.next(request);
      case Protocol.FILE_CLOSE -> fileRequests.close(request);
      default -> throw new AgentException("agent.unknown-request", operation);
    };
  }

  private Body kernel() throws AgentException {
    try {
      return Body.with()
          .put("release", files.release())
          .put("version", files.version())
          .put("machine", machine(System.getProperty("os.arch", "")))
          .put("btfSize", files.btfSize())
          .done();
    } catch (IOException e) {
      throw new AgentException("agent.unreadable", String.valueOf(e.getMessage()));
    }
  }

  /** As {@code uname -m} has it: a JVM of this machine runs on no other. */
  private static String machine(String javaName) {
    return javaName.equals("amd64") ? "x86_64" : javaName;
  }

  @Override
  public void close() {
    fileRequests.closeAll();
  }
}
