package probewright.target;

/**
 * What runs leave in a kernel. The kernel lets go of programs, links and maps behind the back of
 * who closed them, so that on a busy machine they are gone only a moment later.
 */
public final class Remains {
  /** All that a run of ours can leave, but for what it pinned. */
  public static final String LISTS = "bpftool prog list; bpftool link list; bpftool map list";

  private Remains() {}

  /**
   * A shell command that asks until nothing is left, for ten seconds at most.
   *
   * @param question commands that print what is left
   * @return prints nothing, or what was left at last
   */
  public static String of(String question) {
    return "for i in $(seq 100); do left=$("
        + question
        + "); [ -z \"$left\" ] && break; sleep 0.1; done; printf %s \"$left\"";
  }
}
