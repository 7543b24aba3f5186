package probewright.app;

import javafx.application.Application;

/** Starts the workbench from the class path. Arguments are files to open. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Application.launch(WorkbenchApp.class, args);
    // the files' last tasks are short; what stays of the engine is closed by its shutdown hook
    System.exit(0);
  }
}
