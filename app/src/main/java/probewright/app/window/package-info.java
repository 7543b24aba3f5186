/** The one window, its keys, and the questions it asks. */
@NullMarked
package probewright.app.window;

import org.jspecify.annotations.NullMarked;
