package probewright.dialect;

/** What a map is for, as bcc's macro that declared it says. */
public enum MapKind {
  HASH,
  ARRAY,
  HISTOGRAM,
  PERF_OUTPUT,
  RINGBUF_OUTPUT
}
