package probewright.agent.wire;

/**
 * What one side takes of the other. What is beyond a limit of the form (frames and bodies) is
 * malformed and ends the session; beyond a limit of the number it is refused, and the session goes
 * on. docs/wire.md has them in a table; none of these costs memory before the bytes are there.
 */
public final class Limits {
  /** Bytes of a frame's payload. An object, a map's page or a batch is well below it. */
  public static final int FRAME = 8 << 20;

  /** Bytes of a hello's payload: nobody is known yet who sends it. */
  public static final int HELLO = 64 << 10;

  /** Maps and lists in one another. */
  public static final int DEPTH = 8;

  /** Fields of one map. */
  public static final int FIELDS = 64;

  /** Characters of a field's name. */
  public static final int NAME = 64;

  /** Values in one body, wherever they stand: the addresses of every function there is. */
  public static final int VALUES = 1 << 17;

  /** Characters of a text that the agent is sent: a path. */
  public static final int TEXT = 4096;

  /** Characters of a text that the client is sent: a verifier's words. */
  public static final int WORDS = 2 << 20;

  /** Bytes of a verifier's log of one program that it took, and of those of one object. */
  public static final int STORY = 1 << 20;

  public static final int STORIES = 4 << 20;

  /** Steps of the verifier that are written down: more take a machine under emulation seconds. */
  public static final int STORY_STEPS = 20_000;

  /** Requests of a session that wait. */
  public static final int REQUESTS = 64;

  /** Bytes of them. */
  public static final int REQUEST_BYTES = 16 << 20;

  /** Objects of a session, and pins and programs of each. */
  public static final int OBJECTS = 64;

  public static final int PINS = 64;
  public static final int PROGRAMS = 1024;

  /** Runs of a session. */
  public static final int RUNS = 64;

  /** Streams of a session; each has a buffer of 256 KiB. */
  public static final int STREAMS = 64;

  /** Pages of one perf buffer, and of all of a session, for each CPU. */
  public static final int PERF_PAGES = 4096;

  public static final int ALL_PERF_PAGES = 16384;

  /** Probes that one request attaches, and those of a run. */
  public static final int PROBES_AT_ONCE = 1024;

  public static final int PROBES = 16384;

  /** Files of a session that are open. */
  public static final int FILES = 8;

  /** Readings of maps of a session that are under way. */
  public static final int READINGS = 64;

  private Limits() {}
}
