package probewright.target;

import java.util.List;
import probewright.agent.wire.AgentException;
import probewright.diagnostics.ProblemException;

/** What names a process's addresses, as it is now. */
interface ProcessFiles {
  /** The lines of the process's maps; none when it is about to end. */
  List<String> maps() throws AgentException, ProblemException;

  /** The functions of a file that the process has mapped at a range of addresses. */
  UserSymbols mappedSymbols(String path, String range) throws AgentException, ProblemException;

  /** The names that the process wrote down for code that it made. */
  List<String> perfMap() throws AgentException, ProblemException;
}
