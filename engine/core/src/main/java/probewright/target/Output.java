package probewright.target;

import java.util.List;
import org.jspecify.annotations.Nullable;
import probewright.btf.Btf;
import probewright.btf.MapTypes;
import probewright.btf.Show;
import probewright.compiler.BpfObject;
import probewright.dialect.MapKind;
import probewright.output.EventLayout;
import probewright.output.MapShown;
import probewright.output.Symbols;

/** A way out of the kernel that a run has: each becomes a panel, or a part of the printed text. */
public sealed interface Output {
  /** The name of the map, or {@link StreamListener#TRACE_PIPE}. */
  String name();

  /** The outputs of a compiled program, in the order of its text. */
  static List<Output> of(BpfObject object) {
    return Outputs.of(object);
  }

  /** The program writes trace lines. */
  record Trace() implements Output {
    @Override
    public String name() {
      return StreamListener.TRACE_PIPE;
    }
  }

  /** An event stream whose records are one struct. */
  record Events(String name, EventLayout layout) implements Output {}

  /**
   * A map to be read.
   *
   * @param btf the object's own types
   * @param shows how the program wants members of keys and values shown
   */
  record Entries(String name, MapKind kind, Btf btf, MapTypes types, List<Show> shows)
      implements Output {
    public Entries {
      shows = List.copyOf(shows);
    }

    /** How its entries are shown, with names for addresses where there is one who knows them. */
    public MapShown shown(@Nullable Symbols symbols) {
      return MapShown.of(btf, types, shows, symbols);
    }
  }
}
