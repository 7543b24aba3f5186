package probewright.app.session;

/** Where a program's run is. */
public enum RunPhase {
  /** Never run since it was opened. */
  IDLE,
  /** The target is coming up. */
  PREPARING,
  /** On its way through the stages. */
  STARTING,
  STREAMING,
  /** Asked to stop; the kernel is taking things down. */
  STOPPING,
  /** Over; its data are kept. */
  ENDED,
  /** Refused by a stage. */
  REFUSED;

  /** Whether something is, or is about to be, in the kernel. */
  public boolean active() {
    return this == PREPARING || this == STARTING || this == STREAMING || this == STOPPING;
  }
}
