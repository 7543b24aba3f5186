/** Tests of the form over the head of a program. */
@NullMarked
package probewright.app.attachments;

import org.jspecify.annotations.NullMarked;
