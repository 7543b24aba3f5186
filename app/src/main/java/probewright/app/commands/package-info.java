/**
 * Everything that can be done in the window: by key, from the palette, and listed on the keys
 * sheet.
 */
@NullMarked
package probewright.app.commands;

import org.jspecify.annotations.NullMarked;
