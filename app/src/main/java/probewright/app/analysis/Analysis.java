package probewright.app.analysis;

import probewright.btf.Kernel;
import probewright.dialect.Examination;
import probewright.dialect.Program;

/**
 * What the engine made of one state of the text.
 *
 * @param version of the text, see {@link ProgramAnalysis#version}
 * @param program the text with the files it includes
 * @param kernel the one it is written for
 */
public record Analysis(long version, Program program, Kernel kernel, Examination examination) {}
