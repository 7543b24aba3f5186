package probewright.dialect;

/** What one pass over a program's syntax tree comes to. */
public sealed interface Pass {
  /** The program is expanded. */
  record Finished(ExpandedProgram program) implements Pass {}

  /**
   * Macros whose bodies are to be rewritten were expanded in the text, which clang is to check
   * again.
   */
  record Again(Translator translator) implements Pass {}
}
