package probewright.capture;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Small reads of a capture. */
final class Query {
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private Query() {}

  static <T> List<T> all(Connection connection, String sql, Reader<T> reader, Object... holes)
      throws SQLException {
    List<T> all = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < holes.length; i++) {
        statement.setObject(i + 1, holes[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          all.add(reader.read(rows));
        }
      }
    }
    return all;
  }

  /** A text that is never null: what is missing is empty. */
  static String text(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  /** Bytes that are never null. */
  static byte[] bytes(ResultSet row, int column) throws SQLException {
    byte[] bytes = row.getBytes(column);
    return bytes == null ? new byte[0] : bytes;
  }
}
