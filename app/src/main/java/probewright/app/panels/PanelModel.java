package probewright.app.panels;

/** The data of one panel, filled on the engine's threads and painted on the window's. */
public sealed interface PanelModel permits RowsModel, HistogramModel {
  /** The output's name in the program. */
  String name();

  /** Grows with every change: a panel paints only when it has grown. */
  long version();

  /** Records of this output that did not make it, at this place in the order. */
  void lost(long kernel, long agent);

  /** The panel in words, as it is now. */
  String text();
}
