package probewright.app.window;

import probewright.app.commands.CommandRegistry;
import probewright.app.commands.KeysSheet;
import probewright.app.commands.PaletteView;
import probewright.app.frame.Overlay;
import probewright.app.words.Words;

/** What opens over the whole work and goes again. JavaFX thread. */
record Sheets(PaletteView palette, KeysSheet keys, PreferencesView preferences) {
  static Sheets of(CommandRegistry registry, Words words, Memory memory, Overlay overlay) {
    return new Sheets(
        new PaletteView(registry, words, overlay),
        new KeysSheet(registry, words, overlay),
        new PreferencesView(words, memory, overlay));
  }
}
