package probewright.app.panels;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import probewright.app.frame.Figures;
import probewright.app.frame.Island;
import probewright.app.frame.Look;
import probewright.app.frame.Symbols;
import probewright.app.words.Words;

/**
 * The panels of one program: histograms as islands at the right, tables as tabs of the island
 * below. Where the window is narrow the histograms become tabs as well. JavaFX thread.
 */
public final class PanelHost {
  private final Words words;
  private final ObservableList<PanelModel> models;
  private final BorderPane lower = new BorderPane();
  private final SplitPane right = new SplitPane();
  private final ReadOnlyBooleanWrapper lowerUsed = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper rightUsed = new ReadOnlyBooleanWrapper();
  private final List<PanelView> views = new ArrayList<>();
  private final List<Runnable> counters = new ArrayList<>();
  private Look look;
  private boolean narrow;

  public PanelHost(Words words, ObservableList<PanelModel> models, Look look) {
    this.words = words;
    this.models = models;
    this.look = look;
    lower.getStyleClass().addAll("island", "island-ground");
    right.setOrientation(Orientation.VERTICAL);
    right.getStyleClass().add("islands");
    models.addListener((ListChangeListener<PanelModel>) change -> rebuild());
    rebuild();
  }

  /** The island below the editor. */
  public Node lower() {
    return lower;
  }

  /** The column at the right. */
  public Node right() {
    return right;
  }

  /** Whether there is a panel for the island below. */
  public ReadOnlyBooleanProperty lowerUsedProperty() {
    return lowerUsed.getReadOnlyProperty();
  }

  /** Whether there is a panel for the column at the right. */
  public ReadOnlyBooleanProperty rightUsedProperty() {
    return rightUsed.getReadOnlyProperty();
  }

  /** All panels as they are shown, in the order of the program's outputs. */
  public List<PanelView> views() {
    return List.copyOf(views);
  }

  /** Called once a frame. */
  public void frame() {
    views.forEach(PanelView::frame);
    counters.forEach(Runnable::run);
  }

  public void look(Look other) {
    look = other;
    views.forEach(view -> view.look(other));
  }

  /** Puts histograms among the tabs, or back at the right. */
  public void narrow(boolean now) {
    if (narrow != now) {
      narrow = now;
      rebuild();
    }
  }

  private void rebuild() {
    views.clear();
    counters.clear();
    right.getItems().clear();
    List<PanelView> tabs = new ArrayList<>();
    for (PanelModel model : models) {
      PanelView view = view(model);
      views.add(view);
      if (model instanceof HistogramModel && !narrow) {
        right.getItems().add(histogramIsland(view));
      } else {
        tabs.add(view);
      }
    }
    showTabs(tabs);
    lowerUsed.set(!tabs.isEmpty());
    rightUsed.set(!right.getItems().isEmpty());
    frame();
  }

  private PanelView view(PanelModel model) {
    if (model instanceof HistogramModel histogram) {
      return new HistogramView(histogram, words, look);
    }
    if (model instanceof TraceModel trace) {
      return new RowsView(trace, "trace", words, look);
    }
    return new RowsView((RowsModel) model, "events-" + model.name(), words, look);
  }

  private Node histogramIsland(PanelView view) {
    HBox header =
        Island.header(
            Symbols.own("p-hist", 15, "accent"),
            new Label(view.model().name()),
            Island.label(words, "panel.histogram"));
    header.getChildren().addAll(PanelTools.of(words, view));
    VBox.setVgrow(view.node(), Priority.ALWAYS);
    Island island = new Island(header, view.node());
    PanelTools.keys(island, header);
    return island;
  }

  private void showTabs(List<PanelView> tabs) {
    HBox header = new HBox();
    header.getStyleClass().addAll("island-header", "tab-header");
    ToggleGroup group = new ToggleGroup();
    HBox tools = new HBox();
    tools.getStyleClass().add("panel-tools");
    for (PanelView view : tabs) {
      ToggleButton tab = tab(view);
      tab.setToggleGroup(group);
      tab.setOnAction(
          e -> {
            tab.setSelected(true);
            select(view, tools);
          });
      header.getChildren().add(tab);
    }
    header.getChildren().addAll(Island.spring(), tools);
    lower.setTop(tabs.isEmpty() ? null : header);
    lower.setCenter(null);
    if (!tabs.isEmpty()) {
      group.getToggles().get(0).setSelected(true);
      select(tabs.get(0), tools);
    }
    PanelTools.keys(lower, tools);
  }

  private void select(PanelView view, HBox tools) {
    tools.getChildren().setAll(PanelTools.of(words, view));
    lower.setCenter(view.node());
  }

  private ToggleButton tab(PanelView view) {
    ToggleButton tab = new ToggleButton();
    tab.getStyleClass().add("panel-tab");
    if (view.model() instanceof RowsModel rows) {
      boolean trace = rows instanceof TraceModel;
      Label count = new Label("0");
      count.getStyleClass().addAll("figures", "badge");
      Label name = trace ? Island.label(words, "panel.trace") : new Label(rows.name());
      HBox face = new HBox(Symbols.own(trace ? "p-trace" : "p-table", 15, "accent"), name, count);
      face.getStyleClass().add("panel-tab-face");
      tab.setGraphic(face);
      counters.add(
          () -> {
            String text = Figures.count(rows.records());
            if (!text.equals(count.getText())) {
              count.setText(text);
            }
          });
    } else {
      HBox face = new HBox(Symbols.own("p-hist", 15, "accent"), new Label(view.model().name()));
      face.getStyleClass().add("panel-tab-face");
      tab.setGraphic(face);
    }
    return tab;
  }
}
