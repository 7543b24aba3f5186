package probewright.app.targets;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kernel that can be chosen here, or on the command line only and says how.
 *
 * @param id as the command line spells it
 * @param nameKey the key of its name
 * @param detail the kernel's version, or how the command line spells a target whose kernel is not
 *     known before
 * @param reasonKey how it is taken on the command line; null when it can be chosen here
 */
public record TargetChoice(String id, String nameKey, String detail, @Nullable String reasonKey) {
  /** All of them, the one for a first start at the head. */
  public static final List<TargetChoice> ALL =
      List.of(
          new TargetChoice("vm:6.12", "target.practice", "6.12", null),
          new TargetChoice("vm:6.1", "target.practice", "6.1", null),
          new TargetChoice("local", "target.local", "local", "target.local.reason"),
          new TargetChoice("ssh:HOST", "target.ssh", "ssh:HOST", "target.ssh.reason"));

  /** The choice with this id if it can be chosen, else the first. */
  public static TargetChoice of(String id) {
    return ALL.stream()
        .filter(choice -> choice.id().equals(id) && choice.available())
        .findFirst()
        .orElse(ALL.get(0));
  }

  public boolean available() {
    return reasonKey == null;
  }

  /** Whether a workload can be run there. */
  public boolean takesWorkloads() {
    return id.startsWith("vm");
  }
}
