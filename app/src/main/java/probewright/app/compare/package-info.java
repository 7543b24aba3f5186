/** Two texts of one file beside one another. */
@NullMarked
package probewright.app.compare;

import org.jspecify.annotations.NullMarked;
