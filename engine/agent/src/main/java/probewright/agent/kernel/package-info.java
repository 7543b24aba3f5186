/** Readers of what the kernel says of itself: bytes out, no opinions. */
@NullMarked
package probewright.agent.kernel;

import org.jspecify.annotations.NullMarked;
