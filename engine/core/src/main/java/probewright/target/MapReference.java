package probewright.target;

/** What a map may hold of the kernel's own things, in the place of values. */
public sealed interface MapReference {
  /** Another map of the program, in a map of maps. */
  record Inner(String map) implements MapReference {}

  /** A function of the program that was loaded, in a program array. */
  record Function(String name) implements MapReference {}

  /**
   * A control group, in an array of them.
   *
   * @param path of its folder on the target, such as {@code /sys/fs/cgroup/user.slice}
   */
  record ControlGroup(String path) implements MapReference {}
}
