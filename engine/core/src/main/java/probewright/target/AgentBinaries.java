package probewright.target;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;
import probewright.agent.wire.MalformedFrameException;
import probewright.agent.wire.Protocol;
import probewright.diagnostics.ProblemException;

/** Programs and libraries of the target, asked of its agent. */
final class AgentBinaries implements ProcessFiles {
  private final AgentClient client;
  private final int pid;

  /**
   * @param pid the process whose files are meant, -1 for none
   */
  AgentBinaries(AgentClient client, int pid) {
    this.client = client;
    this.pid = pid;
  }

  /** The file that a path, a library's short name or, for a process, an empty name means. */
  String find(String name) throws AgentException, ProblemException {
    try {
      return client
          .request(Protocol.BINARY_FIND, request("name", name).done(), AgentFiles.PATIENCE)
          .text("path");
    } catch (MalformedFrameException e) {
      throw AgentFiles.malformed(e);
    }
  }

  UserSymbols symbols(String path, Optional<String> name) throws AgentException, ProblemException {
    Body.Builder request = request("what", "symbols").put("path", path);
    name.ifPresent(only -> request.put("name", only));
    return symbols(request, request("what", "packed").put("path", path));
  }

  @Override
  public UserSymbols mappedSymbols(String path, String range)
      throws AgentException, ProblemException {
    return symbols(
        request("what", "symbols").put("path", path).put("range", range),
        request("what", "packed").put("path", path).put("range", range));
  }

  /** A stripped file's names that it keeps packed away are names all the same. */
  private UserSymbols symbols(Body.Builder request, Body.Builder packed)
      throws AgentException, ProblemException {
    AgentFiles files = new AgentFiles(client);
    List<String> lines = files.lines(request.done());
    if (lines.isEmpty() || !lines.get(0).equals(UserSymbols.STRIPPED)) {
      return new UserSymbols(lines);
    }
    try {
      List<String> more = PackedNames.lines(files.read(Protocol.FILE_OPEN, packed.done()));
      return new UserSymbols(
          more.isEmpty() ? lines : Stream.concat(lines.stream().skip(1), more.stream()).toList());
    } catch (IOException broken) {
      return new UserSymbols(lines);
    }
  }

  @Override
  public List<String> maps() throws AgentException, ProblemException {
    return new AgentFiles(client).lines(request("what", "maps").done());
  }

  @Override
  public List<String> perfMap() throws AgentException, ProblemException {
    return new AgentFiles(client).lines(request("what", "perf-map").done());
  }

  List<String> staticProbes(String path) throws AgentException, ProblemException {
    return new AgentFiles(client).lines(request("what", "usdt").put("path", path).done());
  }

  /** The files that the process runs. */
  List<String> mapped() throws AgentException, ProblemException {
    return new AgentFiles(client).lines(request("what", "mapped").done());
  }

  /**
   * Where the implementation is that the target's dynamic linker has chosen.
   *
   * @throws AgentException {@code ifunc.unknown}: of a library that the agent does not run with
   */
  long chosen(String path, String name) throws AgentException, ProblemException {
    return offset(Protocol.BINARY_CHOSEN, request("path", path).put("name", name).done());
  }

  /** Where an address of the file's own numbering is in the file, -1 when it has no such one. */
  long offset(String path, long address) throws AgentException, ProblemException {
    return offset(Protocol.BINARY_OFFSET, request("path", path).put("address", address).done());
  }

  private long offset(String operation, Body request) throws AgentException, ProblemException {
    try {
      return client.request(operation, request, AgentFiles.PATIENCE).number("offset");
    } catch (MalformedFrameException e) {
      throw AgentFiles.malformed(e);
    }
  }

  private Body.Builder request(String field, String value) {
    Body.Builder body = Body.with().put(field, value);
    return pid < 0 ? body : body.put("pid", pid);
  }
}
