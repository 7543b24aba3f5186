/** Histograms, event rows, trace lines: text that matches bcc to the character. */
@NullMarked
package probewright.output;

import org.jspecify.annotations.NullMarked;
