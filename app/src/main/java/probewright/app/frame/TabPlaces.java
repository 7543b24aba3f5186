package probewright.app.frame;

import java.util.List;

/**
 * Where the tabs of a row stand while one of them is dragged.
 *
 * @param from the place of the one that is dragged, from 0
 */
record TabPlaces(List<Extent> tabs, int from) {
  TabPlaces {
    tabs = List.copyOf(tabs);
  }

  /** From where to where a tab reaches, in pixels of its row. */
  record Extent(double left, double right) {
    double middle() {
      return (left + right) / 2;
    }
  }

  /** The place that it takes when it is let go: behind or before each tab it covers by half. */
  int place(double moved) {
    Extent dragged = tabs.get(from);
    for (int i = 0; i < from; i++) {
      if (dragged.left + moved < tabs.get(i).middle()) {
        return i;
      }
    }
    int place = from;
    for (int i = from + 1; i < tabs.size(); i++) {
      if (dragged.right + moved > tabs.get(i).middle()) {
        place = i;
      }
    }
    return place;
  }

  /** How far another tab makes way while the dragged one is to take a place. */
  double makesWay(int other, int place) {
    Extent dragged = tabs.get(from);
    if (from < other && other <= place) {
      return dragged.left - tabs.get(from + 1).left;
    }
    if (place <= other && other < from) {
      return dragged.right - tabs.get(from - 1).right;
    }
    return 0;
  }

  /** How far the dragged one goes with the mouse: not out of the row. */
  double within(double moved) {
    Extent dragged = tabs.get(from);
    double least = tabs.get(0).left - dragged.left;
    double most = tabs.get(tabs.size() - 1).right - dragged.right;
    return Math.max(least, Math.min(moved, most));
  }
}
