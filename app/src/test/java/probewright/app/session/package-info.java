@NullMarked
package probewright.app.session;

import org.jspecify.annotations.NullMarked;
