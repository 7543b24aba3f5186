package probewright.compiler;

import probewright.btf.Btf;
import probewright.dialect.ExpandedProgram;

/**
 * The BPF ELF that clang made of an expanded program.
 *
 * @param elf the bytes, debug sections stripped
 * @param btf its own types: maps' keys and values, submitted structs
 */
public record BpfObject(byte[] elf, Btf btf, ExpandedProgram expanded) {}
