package probewright.dialect;

import probewright.diagnostics.Outcome;

/**
 * What one look at a program's text brought.
 *
 * @param outline what it declares and uses, as far as clang could read it
 * @param expanded what became of it, or the problems that stand against it
 */
public record Examination(Outline outline, Outcome<ExpandedProgram> expanded) {}
