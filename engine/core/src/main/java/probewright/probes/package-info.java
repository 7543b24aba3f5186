/** What can be traced and how it is spelled. */
@NullMarked
package probewright.probes;

import org.jspecify.annotations.NullMarked;
