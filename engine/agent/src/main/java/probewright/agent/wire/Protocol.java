package probewright.agent.wire;

/** The words of requests; docs/wire.md has their fields. */
public final class Protocol {
  /** Both sides say theirs in the hello; they must be equal. */
  public static final long VERSION = 1;

  public static final String KERNEL = "kernel";
  public static final String CLOCKS = "clocks";
  public static final String FILE_OPEN = "file.open";
  public static final String FILE_NEXT = "file.next";
  public static final String FILE_CLOSE = "file.close";
  public static final String BINARY_FIND = "binary.find";
  public static final String BINARY_CHOSEN = "binary.chosen";
  public static final String BINARY_OFFSET = "binary.offset";
  public static final String LOAD = "load";
  public static final String UNLOAD = "unload";
  public static final String ATTACH = "attach";
  public static final String ITERATE = "iterate";
  public static final String DETACH = "detach";
  public static final String MAP_READ = "map.read";
  public static final String MAP_CLEAR = "map.clear";
  public static final String MAP_LOOKUP = "map.lookup";
  public static final String MAP_UPDATE = "map.update";
  public static final String MAP_DELETE = "map.delete";

  private Protocol() {}
}
