package probewright.verifier;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Place;

/**
 * A program that was refused, as far as its explanation needs it.
 *
 * @param name the program's function
 * @param file the name that places carry
 * @param text the user's own text
 * @param places the user's place of an instruction, null when it has none
 * @param loop the instruction at which its first loop begins anew, -1 without loops
 * @param userMemory whether its pointers lead into the memory of a process, as arguments of system
 *     calls and of user probes do
 */
public record Refused(
    String name,
    String file,
    String text,
    IntFunction<@Nullable Place> places,
    int loop,
    boolean userMemory) {}
