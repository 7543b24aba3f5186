package probewright.capture;

import java.util.Collections;
import java.util.Locale;

/** The tables of a capture; docs/capture.md says what their columns mean. */
enum Table {
  CAPTURE("name TEXT PRIMARY KEY", "value"),
  FILES("name TEXT", "role TEXT", "text TEXT"),
  PARAMETERS("name TEXT PRIMARY KEY", "value TEXT"),
  DEFAULTS("name TEXT PRIMARY KEY", "value TEXT"),
  ATTACHMENTS(
      "number INTEGER PRIMARY KEY", "asked INTEGER", "probe TEXT", "function TEXT", "place TEXT"),
  MAPS(
      "number INTEGER PRIMARY KEY",
      "name TEXT",
      "kind TEXT",
      "event_type TEXT",
      "path TEXT",
      "programs TEXT",
      "place TEXT"),
  SHOWS(
      "number INTEGER PRIMARY KEY",
      "output TEXT",
      "path TEXT",
      "format TEXT",
      "stacks TEXT",
      "place TEXT"),
  TYPES("btf BLOB"),
  STAGES("number INTEGER PRIMARY KEY", "stage TEXT", "nanos INTEGER"),
  PROBLEMS(
      "number INTEGER PRIMARY KEY",
      "role TEXT",
      "stage TEXT",
      "severity TEXT",
      "place TEXT",
      "code TEXT",
      "arguments TEXT",
      "raw TEXT"),
  BATCHES(
      "position INTEGER PRIMARY KEY",
      "time INTEGER",
      "stream TEXT",
      "count INTEGER",
      "records BLOB"),
  LOSSES(
      "position INTEGER PRIMARY KEY",
      "time INTEGER",
      "stream TEXT",
      "kernel INTEGER",
      "agent INTEGER",
      "disk INTEGER"),
  SNAPSHOTS(
      "position INTEGER PRIMARY KEY",
      "time INTEGER",
      "map TEXT",
      "shown INTEGER",
      "count INTEGER",
      "keys BLOB",
      "entry_values BLOB"),
  TEXTS("position INTEGER PRIMARY KEY", "time INTEGER", "function TEXT", "text TEXT"),
  FRAMES(
      "position INTEGER",
      "process INTEGER",
      "address INTEGER",
      "symbol TEXT",
      "symbol_offset INTEGER",
      "module TEXT",
      "unknown TEXT"),
  STACKS("position INTEGER", "map TEXT", "number INTEGER", "addresses BLOB");

  private final String columns;
  private final int width;

  Table(String... columns) {
    this.columns = String.join(", ", columns);
    this.width = columns.length;
  }

  /** As SQL names it. */
  String sql() {
    return name().toLowerCase(Locale.ROOT);
  }

  String create() {
    return "CREATE TABLE " + sql() + " (" + columns + ")";
  }

  String insert() {
    String holes = String.join(", ", Collections.nCopies(width, "?"));
    return "INSERT INTO " + sql() + " VALUES (" + holes + ")";
  }
}
