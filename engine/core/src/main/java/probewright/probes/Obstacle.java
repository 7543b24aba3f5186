package probewright.probes;

import java.util.Locale;

/** Why a kind of probe cannot be used at a place on a target. */
public enum Obstacle {
  /** Nothing of the name is there. */
  ABSENT,
  /** A function that was inlined, or whose authors forbade tracing it. */
  NOT_TRACEABLE,
  /** On the kernel's own list of functions that a kprobe could bring it down at. */
  BLACKLISTED,
  /** It is there under another name, which the types do not tell of. */
  RENAMED,
  /** Several functions bear the name, and a trampoline cannot be told which is meant. */
  AMBIGUOUS,
  /** The target does not let the agent see it. */
  NO_PERMISSION,
  /** The kernel's types do not tell its arguments. */
  NO_TYPES,
  /** It takes or returns what the kernel's trampolines cannot pass on: too much, or any number. */
  ARGUMENTS,
  /** The kernel was built or started without it. */
  NOT_IN_KERNEL,
  /** The machine has no counters, as most virtual ones. */
  NO_COUNTERS,
  /** Which of several implementations runs is known only to a process that uses it. */
  CHOSEN_LATER;

  /** The word in codes and JSON: {@code not-traceable}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
