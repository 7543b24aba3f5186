/** The C editor: text, colours, marks. */
@NullMarked
package probewright.app.editor;

import org.jspecify.annotations.NullMarked;
