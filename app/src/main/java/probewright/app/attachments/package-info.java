/** Where a program attaches and which parameters it has, as a form in step with its text. */
@NullMarked
package probewright.app.attachments;

import org.jspecify.annotations.NullMarked;
