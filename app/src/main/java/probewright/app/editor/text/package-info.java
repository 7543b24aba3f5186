/** What an editor knows of its text: states of lines, brackets, folds, edits. No toolkit. */
@NullMarked
package probewright.app.editor.text;

import org.jspecify.annotations.NullMarked;
