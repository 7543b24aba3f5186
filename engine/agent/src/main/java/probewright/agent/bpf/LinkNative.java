package probewright.agent.bpf;

import org.jspecify.annotations.Nullable;

/** {@code link.c}. Results are handles of links, or negated errnos. */
final class LinkNative {
  static {
    System.loadLibrary("probewright-agent");
  }

  private LinkNative() {}

  /**
   * A program at a perf event; the fields of {@code struct perf_event_attr}.
   *
   * @param subject a function's or file's name, null where there is none
   * @param offset from the subject's start
   * @param every the period, or the frequency in events a second
   * @param pid -1 for all
   * @param cpu -1 for all, which needs a pid
   */
  static native long event(
      long program,
      int type,
      long config,
      @Nullable String subject,
      long offset,
      long every,
      boolean frequency,
      int pid,
      int cpu);

  static native long functions(long program, long[] addresses, boolean ret);

  static native long tracepoint(long program, String category, String event);

  static native long rawTracepoint(long program, String event);

  static native long trace(long program);

  static native long lsm(long program);

  static native long iterator(long program);

  /** A descriptor. */
  static native int iterate(long link);

  /** The count of bytes read, 0 at the end. */
  static native int read(int descriptor, byte[] into, int from, int length);

  static native void close(int descriptor);

  static native long xdp(long program, String device);

  /** A descriptor. */
  static native int socket(long program, String device);

  static native long place(
      long program, int type, String path, long offset, long semaphore, long cookie, int pid);

  /** A descriptor. */
  static native int counter(int type, long config, int cpu);

  /** A descriptor of a folder. */
  static native int open(String path);

  static native int destroy(long link);
}
