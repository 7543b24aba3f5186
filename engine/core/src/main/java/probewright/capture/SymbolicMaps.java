package probewright.capture;

import java.util.List;
import probewright.btf.MapTypes;
import probewright.btf.Show;
import probewright.output.MapRow;
import probewright.output.RawEntry;
import probewright.output.Symbols;
import probewright.target.Output;

/** Asks for the names that a map's entries are shown with, so that they are known later. */
final class SymbolicMaps {
  private SymbolicMaps() {}

  static void resolve(Output.Entries map, List<RawEntry> entries, Symbols symbols) {
    boolean symbolic =
        map.types().layout() == MapTypes.Layout.STACK
            || map.shows().stream().map(Show::format).anyMatch(Show.Format::isSymbolic);
    if (symbolic) {
      MapRow.of(map.btf(), map.types(), map.shown(symbols), entries);
    }
  }
}
