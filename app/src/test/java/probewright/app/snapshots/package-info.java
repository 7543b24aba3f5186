/** The window's main states, compared with pictures that were looked at, and with the bundles. */
@NullMarked
package probewright.app.snapshots;

import org.jspecify.annotations.NullMarked;
