package probewright.app.window;

import java.util.function.Supplier;

/** The row above the work, for those who are made before it is. */
record Saying(Supplier<Notice> row) implements Teller {
  @Override
  public void say(String message) {
    row.get().say(message);
  }

  @Override
  public void remark(String message) {
    row.get().remark(message);
  }

  @Override
  public void offer(String message, String key, Runnable action) {
    row.get().offer(message, key, action);
  }
}
