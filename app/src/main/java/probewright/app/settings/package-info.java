/** What the workbench remembers between two starts. */
@NullMarked
package probewright.app.settings;

import org.jspecify.annotations.NullMarked;
