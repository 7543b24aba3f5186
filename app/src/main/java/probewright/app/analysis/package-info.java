/** What the engine makes of a program while it is being written. */
@NullMarked
package probewright.app.analysis;

import org.jspecify.annotations.NullMarked;
