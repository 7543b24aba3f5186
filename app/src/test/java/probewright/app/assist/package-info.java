/** Tests of the help for a person who writes. */
@NullMarked
package probewright.app.assist;

import org.jspecify.annotations.NullMarked;
