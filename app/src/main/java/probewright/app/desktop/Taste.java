package probewright.app.desktop;

import org.jspecify.annotations.Nullable;
import probewright.app.settings.Theme;

/**
 * What a desktop said that it prefers.
 *
 * @param theme null where it has no preference
 * @param still true where things should not move that need not
 */
public record Taste(@Nullable Theme theme, boolean still) {}
