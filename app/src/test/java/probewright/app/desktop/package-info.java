@NullMarked
package probewright.app.desktop;

import org.jspecify.annotations.NullMarked;
