package probewright.target;

/**
 * What attaching is limited to.
 *
 * @param pid the process whose uprobes, static probes and samples are meant, -1 for all
 */
public record AttachOptions(int pid) {
  /** No limits. */
  public static AttachOptions none() {
    return new AttachOptions(-1);
  }

  boolean hasPid() {
    return pid >= 0;
  }
}
