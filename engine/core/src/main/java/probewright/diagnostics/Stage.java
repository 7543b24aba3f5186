package probewright.diagnostics;

/** The stages of a Run, in their order. A problem carries the stage that found it. */
public enum Stage {
  TRANSLATE,
  COMPILE,
  LOAD,
  ATTACH,
  STREAM,
  CLOSE
}
