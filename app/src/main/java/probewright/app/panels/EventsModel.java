package probewright.app.panels;

import java.util.List;
import java.util.stream.Collectors;

/** The events of one stream, a column for each field of its struct. */
public final class EventsModel extends RowsModel {
  public EventsModel(String name, List<Column> columns) {
    super(name, columns);
  }

  @Override
  String lineText(EventLine line) {
    return tabbed(line);
  }

  @Override
  String headText() {
    return columns().stream().map(Column::name).collect(Collectors.joining("\t"));
  }
}
