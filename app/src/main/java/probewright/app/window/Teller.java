package probewright.app.window;

/** Says things above the work. JavaFX thread. */
interface Teller {
  /** Says what could not be done. */
  void say(String message);

  /** Says what is good to know. */
  default void remark(String message) {
    say(message);
  }

  /**
   * Says something and offers what can be done about it.
   *
   * @param key of the words on the button
   */
  default void offer(String message, String key, Runnable action) {
    say(message);
  }
}
