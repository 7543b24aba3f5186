/** The engine for a Java developer: open a target, run a program, read what it sends. */
@NullMarked
package probewright.tracing;

import org.jspecify.annotations.NullMarked;
