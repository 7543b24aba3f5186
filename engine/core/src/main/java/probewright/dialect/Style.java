package probewright.dialect;

/** How the user lays out text, so that what is added looks like it. */
record Style(String indent) {
  /** The indentation of the first indented line; a tab when there is none. */
  static Style of(String text) {
    for (String line : text.split("\n", -1)) {
      String stripped = line.stripLeading();
      if (!stripped.isEmpty() && stripped.length() < line.length() && !stripped.startsWith("*")) {
        return new Style(line.substring(0, line.length() - stripped.length()));
      }
    }
    return new Style("\t");
  }
}
