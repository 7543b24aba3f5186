/** The kernel that is traced, and the way of a Run on it. */
@NullMarked
package probewright.target;

import org.jspecify.annotations.NullMarked;
