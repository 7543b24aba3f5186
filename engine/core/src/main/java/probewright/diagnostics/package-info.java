/** What can go wrong in a run, where, and what to do: told as data, put into words at the edge. */
@NullMarked
package probewright.diagnostics;

import org.jspecify.annotations.NullMarked;
