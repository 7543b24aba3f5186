/** The command line. */
@NullMarked
package probewright.cli;

import org.jspecify.annotations.NullMarked;
