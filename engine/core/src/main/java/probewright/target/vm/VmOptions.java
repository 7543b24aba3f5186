package probewright.target.vm;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which practice VM to start, and how.
 *
 * @param kernel the series of the kernel: {@code 6.1} or {@code 6.12}
 * @param cache the folder that set-up fills, see {@link VmCache}
 * @param agent the folder whose {@code launch} starts the agent; null for a machine without one
 * @param accelerator QEMU's own word, {@code tcg} or {@code kvm}; only {@code kvm} touches /dev/kvm
 * @param memoryMiB the guest's memory
 * @param snapshots whether to start from a snapshot where there is one that fits
 * @param bootLimit how long a start may take
 * @param hangLimit how long the guest may leave a question unanswered before it counts as hung
 * @param door where QEMU is to listen: who connects is at the guest's serial port of the name
 *     {@code door}; null for a machine without one, which a machine of a snapshot always is
 */
public record VmOptions(
    String kernel,
    Path cache,
    @Nullable Path agent,
    String accelerator,
    int memoryMiB,
    boolean snapshots,
    Duration bootLimit,
    Duration hangLimit,
    @Nullable Path door) {
  /** The kernels that set-up provides, the default last. */
  public static final List<String> KERNELS = List.of("6.1", "6.12");

  /**
   * QEMU's words for how a guest may run, the default first. The last gives each emulated processor
   * a thread of its own, for measuring: twice as quick, and now and then such a guest dies.
   */
  static final List<String> ACCELERATORS = List.of("tcg", "kvm", "tcg,thread=multi");

  /** Two processors: the agent keeps to one of them, workloads may have both. */
  static final int PROCESSORS = 2;

  /** A machine as the lessons use it: emulated, from its snapshot, with the user's own cache. */
  public static VmOptions of(String kernel) {
    return new VmOptions(
        kernel,
        VmCache.ofUser(),
        null,
        "tcg",
        768,
        true,
        Duration.ofSeconds(90),
        Duration.ofSeconds(45),
        null);
  }

  public VmOptions withKernel(String series) {
    return new VmOptions(
        series, cache, agent, accelerator, memoryMiB, snapshots, bootLimit, hangLimit, door);
  }

  public VmOptions withCache(Path folder) {
    return new VmOptions(
        kernel, folder, agent, accelerator, memoryMiB, snapshots, bootLimit, hangLimit, door);
  }

  public VmOptions withAgent(@Nullable Path bundle) {
    return new VmOptions(
        kernel, cache, bundle, accelerator, memoryMiB, snapshots, bootLimit, hangLimit, door);
  }

  public VmOptions withAccelerator(String name) {
    return new VmOptions(
        kernel, cache, agent, name, memoryMiB, snapshots, bootLimit, hangLimit, door);
  }

  public VmOptions withSnapshots(boolean use) {
    return new VmOptions(
        kernel, cache, agent, accelerator, memoryMiB, use, bootLimit, hangLimit, door);
  }

  public VmOptions withLimits(Duration boot, Duration hang) {
    return new VmOptions(kernel, cache, agent, accelerator, memoryMiB, snapshots, boot, hang, door);
  }

  /** A machine with a door, which is booted anew. */
  public VmOptions withDoor(Path socket) {
    return new VmOptions(
        kernel, cache, agent, accelerator, memoryMiB, false, bootLimit, hangLimit, socket);
  }
}
