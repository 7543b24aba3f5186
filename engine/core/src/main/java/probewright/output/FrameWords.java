package probewright.output;

import java.util.Locale;
import probewright.diagnostics.Messages;

/**
 * Why an address has no name, and why a stack is not there, in the words of one language. Immutable
 * and safe for many threads.
 */
public final class FrameWords {
  private static final FrameWords ENGLISH = new FrameWords(Locale.ENGLISH);

  private final Messages messages;

  public FrameWords(Locale locale) {
    this.messages = new Messages(locale);
  }

  /** In English, whatever the person's language. */
  public static FrameWords english() {
    return ENGLISH;
  }

  /** In a word or two. */
  public String of(Frame.Reason reason) {
    return messages.sentence("frame." + kebab(reason));
  }

  /**
   * What stands in a stack's place.
   *
   * @param number negative, as {@code get_stackid} gives it
   * @param stacks the map that the stack should be in; may be empty
   */
  String noStack(long number, String stacks) {
    String map = stacks.isEmpty() ? messages.sentence("stack.the-map") : stacks;
    NoStack reason = NoStack.of(number);
    return messages.sentence(
        "stack.missing", messages.sentence("stack." + kebab(reason), map, number));
  }

  /** What stands in the place of a stack that is not in its map, or no longer. */
  String absent(long number, String stacks) {
    return messages.sentence("stack.missing", messages.sentence("stack.absent", stacks, number));
  }

  private static String kebab(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
