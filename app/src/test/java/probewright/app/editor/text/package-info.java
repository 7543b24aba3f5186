@NullMarked
package probewright.app.editor.text;

import org.jspecify.annotations.NullMarked;
