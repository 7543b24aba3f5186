package probewright.app.workspace;

import javafx.application.Platform;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import probewright.app.assist.Assistance;
import probewright.app.assist.TypePageView;
import probewright.app.panels.PanelHost;
import probewright.app.problems.StoryView;

/**
 * Where the parts of a program stand: the work at the left, its panels below and beside it, and in
 * front of those a story or the page of a type. JavaFX thread.
 */
final class Columns {
  /** Below this width histograms become tabs, in pixels. */
  private static final double NARROW = 1100;

  private static final double RIGHT_COLUMN = 388;

  private final PanelHost panels;
  private final StoryView report;
  private final ProgramTexts texts;
  private final SplitPane columns = new SplitPane();
  private final SplitPane left = new SplitPane();

  Columns(Node work, PanelHost panels, StoryView report, ProgramTexts texts) {
    this.panels = panels;
    this.report = report;
    this.texts = texts;
    left.setOrientation(Orientation.VERTICAL);
    left.getStyleClass().add("islands");
    left.getItems().add(work);
    columns.getStyleClass().add("islands");
    columns.getItems().add(left);
    columns.setId("workspace");
    panels.lowerUsedProperty().addListener((o, was, now) -> arrange());
    panels.rightUsedProperty().addListener((o, was, now) -> arrange());
    report.shownProperty().addListener((o, was, now) -> arrange());
    columns.widthProperty().addListener((o, was, now) -> panels.narrow(now.doubleValue() < NARROW));
  }

  Node node() {
    return columns;
  }

  /** Shows the pages of types that a text's help opens. */
  void follow(ProgramText text) {
    Assistance assistance = text.assistance();
    assistance
        .pages()
        .shownProperty()
        .addListener(
            (o, was, now) -> {
              arrange();
              Platform.runLater(assistance.page().text()::requestFocus);
            });
  }

  void arrange() {
    show(left, panels.lower(), panels.lowerUsedProperty().get(), 0.62);
    double width = columns.getWidth();
    double share = width > 0 ? Math.max(0.5, 1 - RIGHT_COLUMN / width) : 0.69;
    boolean reports = report.shownProperty().get() != null;
    Assistance assistance = texts.shown().assistance();
    TypePageView seen = assistance.page();
    boolean page = assistance.pages().shownProperty().get() != null;
    boolean hadFocus =
        (!reports && report.focused().isFocused()) || (!page && seen.node().isFocusWithin());
    texts.all().forEach(text -> hidePage(text, seen));
    // the story of a refusal stands in front of the charts of the run before
    show(columns, panels.right(), panels.rightUsedProperty().get() && !reports && !page, share);
    show(columns, report.node(), reports, Math.min(share, 0.6));
    show(columns, seen.node(), page && !reports, Math.min(share, 0.55));
    if (hadFocus) {
      texts.shown().text().editor().area().requestFocus();
    }
  }

  private void hidePage(ProgramText of, TypePageView seen) {
    if (of.assistance().page() != seen) {
      columns.getItems().remove(of.assistance().page().node());
    }
  }

  private static void show(SplitPane split, Node node, boolean wanted, double share) {
    boolean shown = split.getItems().contains(node);
    if (wanted && !shown) {
      split.getItems().add(node);
      split.setDividerPositions(share);
      SplitPane.setResizableWithParent(node, false);
    } else if (!wanted && shown) {
      split.getItems().remove(node);
    }
  }
}
