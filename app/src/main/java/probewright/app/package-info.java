/** The workbench: how it starts and how its parts come together. */
@NullMarked
package probewright.app;

import org.jspecify.annotations.NullMarked;
