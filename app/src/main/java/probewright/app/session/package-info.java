/** A run as the window sees it: stages, outputs, problems. */
@NullMarked
package probewright.app.session;

import org.jspecify.annotations.NullMarked;
