/** What is measured of the window; started by packaging/bench. */
@NullMarked
package probewright.app.bench;

import org.jspecify.annotations.NullMarked;
