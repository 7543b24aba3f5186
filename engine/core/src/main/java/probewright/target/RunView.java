package probewright.target;

import java.util.List;
import probewright.diagnostics.ProblemException;
import probewright.dialect.ExpandedProgram;
import probewright.output.RawEntry;
import probewright.output.Symbols;

/**
 * What a panel or a printer asks of a run, whether it is live or replayed from a capture. What it
 * is told comes by a {@link RunListener}. Reading may block: never on the JavaFX thread.
 */
public interface RunView {
  /** What became of the program's text. */
  ExpandedProgram expanded();

  /** What the run sends and holds, in the order of the program's text. */
  List<Output> outputs();

  /** The entries of a map: as they are now, or as they were at this place of the capture. */
  List<RawEntry> read(String map) throws ProblemException;

  /** Names for the addresses that the program sends. */
  Symbols symbols();
}
