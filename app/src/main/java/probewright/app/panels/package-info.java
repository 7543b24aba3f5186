/** One live view for each output of a run. */
@NullMarked
package probewright.app.panels;

import org.jspecify.annotations.NullMarked;
