@NullMarked
package probewright.app.files;

import org.jspecify.annotations.NullMarked;
