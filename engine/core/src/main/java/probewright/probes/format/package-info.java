/** What a tracepoint's record holds, and how the kernel would print it. */
@NullMarked
package probewright.probes.format;

import org.jspecify.annotations.NullMarked;
