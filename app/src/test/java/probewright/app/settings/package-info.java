@NullMarked
package probewright.app.settings;

import org.jspecify.annotations.NullMarked;
