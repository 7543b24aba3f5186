package probewright.verifier;

import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Place;

/**
 * A program that was refused, as far as its explanation needs it.
 *
 * @param name the program's function
 * @param file the name of the user's own text
 * @param texts the user's own text and those of the headers beside it, by the names places carry
 * @param places the user's place of an instruction, null when it has none
 * @param loop the instruction at which its first loop begins anew, -1 without loops
 * @param userMemory whether its pointers lead into the memory of a process, as arguments of system
 *     calls and of user probes do
 */
public record Refused(
    String name,
    String file,
    Map<String, String> texts,
    IntFunction<@Nullable Place> places,
    int loop,
    boolean userMemory) {}
