@NullMarked
package probewright.app.commands;

import org.jspecify.annotations.NullMarked;
