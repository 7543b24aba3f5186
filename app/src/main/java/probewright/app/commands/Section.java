package probewright.app.commands;

/** Where a command stands on the keys sheet. */
public enum Section {
  RUN("section.run"),
  FILES("section.files"),
  EDIT("section.edit"),
  HELP_FOR_CODE("section.code"),
  GO("section.go"),
  PANELS("section.panels"),
  WINDOW("section.window");

  private final String key;

  Section(String key) {
    this.key = key;
  }

  /** The key of its title. */
  public String key() {
    return key;
  }
}
