@NullMarked
package probewright.app.targets;

import org.jspecify.annotations.NullMarked;
