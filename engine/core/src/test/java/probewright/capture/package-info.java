/** Captures written without a kernel, and read again. */
@NullMarked
package probewright.capture;

import org.jspecify.annotations.NullMarked;
