package probewright.app.panels;

/** Which rows of a growing table are looked at and which are selected. No controls; one thread. */
final class RowsScroll {
  private boolean following = true;
  private long top;
  private long frozenEnd = -1;
  private long anchor = -1;
  private long head = -1;

  boolean following() {
    return following;
  }

  boolean frozen() {
    return frozenEnd >= 0;
  }

  /** The number after the last row that is shown. */
  long end(long modelEnd) {
    return frozen() ? frozenEnd : modelEnd;
  }

  /** The first row shown, held within what is kept. */
  long top(long first, long modelEnd, int visible) {
    long last = Math.max(first, end(modelEnd) - visible);
    if (following) {
      top = last;
    }
    return Math.max(first, Math.min(top, last));
  }

  /** Rows below those shown. */
  long unseen(long modelEnd, int visible, long first) {
    return Math.max(0, end(modelEnd) - top(first, modelEnd, visible) - visible);
  }

  void follow() {
    following = true;
  }

  void freeze(boolean keep, long modelEnd) {
    frozenEnd = keep ? modelEnd : -1;
  }

  void moveTo(long row, long first, long modelEnd, int visible) {
    long last = Math.max(first, end(modelEnd) - visible);
    top = Math.max(first, Math.min(row, last));
    following = top >= last;
  }

  void moveBy(long rows, long first, long modelEnd, int visible) {
    moveTo(top(first, modelEnd, visible) + rows, first, modelEnd, visible);
  }

  void select(long row, boolean extend) {
    head = row;
    if (!extend || anchor < 0) {
      anchor = row;
    }
  }

  void clearSelection() {
    anchor = -1;
    head = -1;
  }

  boolean hasSelection() {
    return head >= 0;
  }

  boolean selected(long row) {
    return hasSelection() && row >= selectedFrom() && row <= selectedTo();
  }

  long selectedFrom() {
    return Math.min(anchor, head);
  }

  long selectedTo() {
    return Math.max(anchor, head);
  }

  /** Moves the selection by rows and keeps its head in sight. */
  void step(long rows, boolean extend, long first, long modelEnd, int visible) {
    long last = end(modelEnd) - 1;
    if (last < first) {
      return;
    }
    long from = hasSelection() ? head : rows < 0 ? last + 1 : top(first, modelEnd, visible) - 1;
    select(Math.max(first, Math.min(last, from + rows)), extend);
    long shown = top(first, modelEnd, visible);
    if (head < shown) {
      moveTo(head, first, modelEnd, visible);
    } else if (head >= shown + visible) {
      moveTo(head - visible + 1, first, modelEnd, visible);
    } else {
      moveTo(shown, first, modelEnd, visible);
    }
  }
}
