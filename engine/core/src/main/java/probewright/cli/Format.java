package probewright.cli;

import java.util.List;
import probewright.output.EventLayout;
import probewright.output.EventRow;
import probewright.output.Health;
import probewright.output.LossLedger;
import probewright.output.RawEntry;
import probewright.output.Symbols;
import probewright.output.TraceLine;
import probewright.target.Output;

/** How what a run sends is written: a list of lines for each thing. */
interface Format {
  /** The names as this format tells them: what programs read is the same in every language. */
  default Symbols named(Symbols symbols) {
    return symbols;
  }

  List<String> trace(TraceLine line);

  List<String> event(String stream, EventLayout layout, EventRow row);

  /**
   * A map as it is now.
   *
   * @param symbols names for the addresses in it
   * @param single whether it is the only map of the run, which then needs no name above it
   */
  List<String> map(Output.Entries map, List<RawEntry> entries, Symbols symbols, boolean single);

  /** What an iterator of a function has written. */
  List<String> iterator(String function, String text);

  /**
   * What a run costs; nothing where it has no place among what the program sends.
   *
   * @param costs of the programs, since the last time or, at the end, since the beginning
   */
  List<String> cost(Health now, List<Health.Cost> costs);

  List<String> end(LossLedger.Snapshot ledger);
}
