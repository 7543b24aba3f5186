package probewright.app.words;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import probewright.diagnostics.Messages;

/**
 * The words of the window in the language chosen now. What is bound to {@link #of} changes at once
 * when the language does. JavaFX thread, except {@link #get}.
 */
public final class Words {
  /** The languages there are, each named in itself by its bundle. */
  public static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;

  private static final String BUNDLE = "probewright.app.messages";

  private final ReadOnlyObjectWrapper<Language> language;

  /** The bundle of one language and the engine's words in the same. */
  private record Language(Locale locale, ResourceBundle bundle, Messages messages) {
    static Language of(Locale locale) {
      return new Language(locale, Words.bundle(locale), new Messages(locale));
    }
  }

  private static ResourceBundle bundle(Locale locale) {
    return ResourceBundle.getBundle(
        BUNDLE,
        locale,
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  public Words(Locale locale) {
    language = new ReadOnlyObjectWrapper<>(Language.of(locale));
  }

  /** The one of the two languages that suits a locale. */
  public static Locale nearest(Locale locale) {
    return locale.getLanguage().equals("zh") ? CHINESE : Locale.ENGLISH;
  }

  /** Changes the language of everything bound. */
  public void speak(Locale locale) {
    language.set(Language.of(locale));
  }

  public Locale locale() {
    return language.get().locale();
  }

  /** Changes when the language does; for what cannot be bound, such as a drawn panel. */
  public ReadOnlyObjectProperty<?> languageProperty() {
    return language.getReadOnlyProperty();
  }

  /** The engine's words for problems, in the same language. */
  public Messages messages() {
    return language.get().messages();
  }

  /** The words of a key with its places filled, now. */
  public String get(String key, Object... arguments) {
    Language now = language.get();
    return new MessageFormat(now.bundle().getString(key), now.locale()).format(arguments);
  }

  /** The words of a key in a language of one's choice, as when commands are sought. */
  public String in(Locale locale, String key, Object... arguments) {
    return new MessageFormat(bundle(locale).getString(key), locale).format(arguments);
  }

  /** The words of a key, following the language. */
  public StringBinding of(String key, Object... arguments) {
    return Bindings.createStringBinding(() -> get(key, arguments), language);
  }
}
