@NullMarked
package probewright.app.panels;

import org.jspecify.annotations.NullMarked;
