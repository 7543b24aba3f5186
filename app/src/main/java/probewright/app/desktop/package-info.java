/** What the desktop around the window prefers. */
@NullMarked
package probewright.app.desktop;

import org.jspecify.annotations.NullMarked;
