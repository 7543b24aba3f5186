package probewright.target;

import java.nio.file.Path;
import java.util.Optional;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;
import probewright.agent.wire.MalformedFrameException;
import probewright.agent.wire.Protocol;
import probewright.btf.Btf;
import probewright.btf.Kernel;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;

/**
 * What is known of the target's kernel. Its BTF, 4 to 6 MB, is fetched once and then taken from the
 * user's cache, whose file goes by release and build and is believed only if its size is the
 * kernel's and its SHA-256 the one that was noted when it was fetched.
 */
final class KernelFacts {
  private final AgentClient client;
  private final BtfCache cache;

  KernelFacts(AgentClient client, Path cache) {
    this.client = client;
    this.cache = new BtfCache(cache);
  }

  Kernel read() throws ProblemException {
    try {
      Body facts = client.request(Protocol.KERNEL, Body.with().done(), AgentFiles.PATIENCE);
      String release = facts.text("release");
      long size = facts.number("btfSize");
      if (size == 0) {
        throw new ProblemException(Problem.error(Stage.LOAD, "load.no-btf", release));
      }
      String build = facts.text("version");
      byte[] btf = btf(release, build, size);
      return new Kernel(
          release, facts.text("machine"), Btf.parse(btf), new AgentKernelFiles(client, build));
    } catch (AgentException e) {
      throw new ProblemException(AgentFiles.refused(Stage.LOAD, e), e);
    } catch (MalformedFrameException e) {
      throw AgentFiles.malformed(e);
    }
  }

  private byte[] btf(String release, String version, long size)
      throws AgentException, ProblemException {
    Optional<byte[]> kept = cache.get(release, version).filter(bytes -> bytes.length == size);
    if (kept.isPresent()) {
      return kept.get();
    }
    byte[] fetched = new AgentFiles(client).read("btf");
    cache.put(release, version, fetched);
    return fetched;
  }
}
