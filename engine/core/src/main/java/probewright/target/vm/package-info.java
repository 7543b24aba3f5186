/** The practice VM: a stock Debian kernel in QEMU, its snapshot, and its runner of commands. */
@NullMarked
package probewright.target.vm;

import org.jspecify.annotations.NullMarked;
