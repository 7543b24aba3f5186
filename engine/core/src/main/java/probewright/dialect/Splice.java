package probewright.dialect;

/** A macro's use, from its name to the end of its arguments, and what stands there instead. */
record Splice(int start, int end, String words) {}
