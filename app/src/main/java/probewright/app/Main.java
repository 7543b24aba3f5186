package probewright.app;

import javafx.application.Application;

/**
 * Starts the workbench from the class path. An argument is a file to open; {@code
 * -Dprobewright.timing=true} prints when the first frame was shown.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Application.launch(WorkbenchApp.class, args);
    // the files' last tasks are short; what stays of the engine is closed by its shutdown hook
    System.exit(0);
  }
}
