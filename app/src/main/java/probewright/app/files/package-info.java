/** Program texts on the disk. */
@NullMarked
package probewright.app.files;

import org.jspecify.annotations.NullMarked;
