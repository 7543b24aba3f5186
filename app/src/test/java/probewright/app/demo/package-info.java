/** The window with made-up data, to be looked at. */
@NullMarked
package probewright.app.demo;

import org.jspecify.annotations.NullMarked;
