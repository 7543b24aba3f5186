package probewright.target;

import probewright.btf.Btf;
import probewright.btf.MapTypes;
import probewright.dialect.MapKind;
import probewright.output.EventLayout;

/** A way out of the kernel that a run has: each becomes a panel, or a part of the printed text. */
public sealed interface Output {
  /** The name of the map, or {@link StreamListener#TRACE_PIPE}. */
  String name();

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
   */
  record Entries(String name, MapKind kind, Btf btf, MapTypes types) implements Output {}
}
