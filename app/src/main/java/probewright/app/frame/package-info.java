/** The frame around the work: toolbar, rail, status bar. */
@NullMarked
package probewright.app.frame;

import org.jspecify.annotations.NullMarked;
