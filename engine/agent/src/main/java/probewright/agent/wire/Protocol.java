package probewright.agent.wire;

import java.util.List;

/** The words of requests; docs/wire.md has their fields. */
public final class Protocol {
  /**
   * Both sides say theirs in the hello; they must be equal. It is raised whenever an older side
   * would misunderstand; what is merely new goes into the agent's offers. The marker, the frame and
   * these two fields of the hello stay as they are in all versions.
   */
  public static final long VERSION = 2;

  public static final String KERNEL = "kernel";
  public static final String CLOCKS = "clocks";
  public static final String FILE_OPEN = "file.open";
  public static final String FILE_NEXT = "file.next";
  public static final String FILE_CLOSE = "file.close";
  public static final String BINARY_FIND = "binary.find";
  public static final String BINARY_CHOSEN = "binary.chosen";
  public static final String BINARY_OFFSET = "binary.offset";
  public static final String LOAD = "load";
  public static final String VERIFY = "verify";
  public static final String UNLOAD = "unload";
  public static final String ATTACH = "attach";
  public static final String ITERATE = "iterate";
  public static final String DETACH = "detach";
  public static final String RELEASE = "release";
  public static final String MAP_READ = "map.read";
  public static final String MAP_CLEAR = "map.clear";
  public static final String MAP_LOOKUP = "map.lookup";
  public static final String MAP_TAKE = "map.take";
  public static final String MAP_UPDATE = "map.update";
  public static final String MAP_DELETE = "map.delete";
  public static final String HEALTH_COUNT = "health.count";
  public static final String HEALTH_READ = "health.read";

  /** All of them, which an agent offers in its hello. */
  public static final List<String> OPERATIONS =
      List.of(
          KERNEL,
          CLOCKS,
          FILE_OPEN,
          FILE_NEXT,
          FILE_CLOSE,
          BINARY_FIND,
          BINARY_CHOSEN,
          BINARY_OFFSET,
          LOAD,
          VERIFY,
          UNLOAD,
          ATTACH,
          ITERATE,
          DETACH,
          RELEASE,
          MAP_READ,
          MAP_CLEAR,
          MAP_LOOKUP,
          MAP_TAKE,
          MAP_UPDATE,
          MAP_DELETE,
          HEALTH_COUNT,
          HEALTH_READ);

  private Protocol() {}
}
