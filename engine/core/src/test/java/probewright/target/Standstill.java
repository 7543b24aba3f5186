package probewright.target;

/** The agent's process in a guest stands still for a while, so that nobody reads what is sent. */
public final class Standstill {
  private Standstill() {}

  /**
   * A shell command that runs another while no thread of the agent runs. A signal only asks for
   * that: each thread stops when it is next at work.
   */
  public static String during(String command) {
    return "p=$(pgrep -x java); kill -STOP $p;"
        + " while grep -h ^State: /proc/$p/task/*/status | grep -qv stopped; do sleep 0.01; done; "
        + command
        + "; kill -CONT $p";
  }
}
