package probewright.diagnostics;

/** How much a problem stands in the way: only an error stops a stage. */
public enum Severity {
  ERROR,
  WARNING,
  NOTE
}
