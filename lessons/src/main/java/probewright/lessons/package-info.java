/** The lessons as data. */
@NullMarked
package probewright.lessons;

import org.jspecify.annotations.NullMarked;
