/** BTF: types, layouts, C from BTF, bytes into values. Pure Java; no kernel is asked. */
@NullMarked
package probewright.btf;

import org.jspecify.annotations.NullMarked;
