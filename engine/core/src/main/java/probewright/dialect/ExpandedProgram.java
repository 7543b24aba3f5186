package probewright.dialect;

import java.util.List;
import probewright.probes.Attachment;

/**
 * The libbpf CO-RE C that the translator makes of a program.
 *
 * @param text what is shown; compiles by itself with stock clang, libbpf headers and vmlinux.h
 * @param compilerText the same with {@code #line} directives, so that clang and the verifier quote
 *     the user's own lines
 * @param edits what the translator changed, in order of the user's text
 * @param attachments found by naming convention and in the first comment lines, then those of
 *     {@link Program#attachments}
 * @param unattached the programs that none of these attaches
 * @param parameters that the program declares
 * @param shows how it wants members of its maps and events to be shown
 * @param modules whose types it uses beside the kernel's own
 * @param printsTrace whether the program writes to the trace pipe
 */
public record ExpandedProgram(
    Program program,
    String text,
    String compilerText,
    List<Edit> edits,
    List<Attachment> attachments,
    List<String> unattached,
    List<MapDeclaration> maps,
    List<Parameter> parameters,
    List<ShowComment> shows,
    List<String> modules,
    boolean printsTrace) {
  public ExpandedProgram {
    edits = List.copyOf(edits);
    attachments = List.copyOf(attachments);
    unattached = List.copyOf(unattached);
    maps = List.copyOf(maps);
    parameters = List.copyOf(parameters);
    shows = List.copyOf(shows);
    modules = List.copyOf(modules);
  }
}
