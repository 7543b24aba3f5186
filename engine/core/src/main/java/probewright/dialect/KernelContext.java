package probewright.dialect;

import java.util.List;
import java.util.Map;
import probewright.btf.Btf;

/**
 * What a program is translated for.
 *
 * @param types the kernel's, with those of the modules behind them
 * @param definitions {@link Translator#definitions} for that kernel
 * @param modules whose types are there beside the kernel's own
 */
public record KernelContext(
    Btf types, Machine machine, Map<String, String> definitions, List<String> modules) {}
