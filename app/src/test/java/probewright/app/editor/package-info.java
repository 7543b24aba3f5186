@NullMarked
package probewright.app.editor;

import org.jspecify.annotations.NullMarked;
