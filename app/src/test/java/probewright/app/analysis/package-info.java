/** Tests of the analysis. */
@NullMarked
package probewright.app.analysis;

import org.jspecify.annotations.NullMarked;
