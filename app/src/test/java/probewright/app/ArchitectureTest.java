package probewright.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** How the window may lean on the engine, and its models on the window. */
@AnalyzeClasses(packages = "probewright.app", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule VIEW_MODELS_KNOW_NO_CONTROLS =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Model")
          .or()
          .resideInAPackage("probewright.app.session..")
          .or()
          .resideInAPackage("probewright.app.editor.text..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "javafx.scene..", "javafx.stage..", "org.fxmisc..", "org.controlsfx..")
          .because("what a window shows must be testable without one");

  @ArchTest
  static final ArchRule THE_ENGINE_IS_MET_AS_A_LIBRARY =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("probewright.agent..", "probewright.cli..")
          .because("the agent is reached by a target, and the command line is another program");

  @ArchTest
  static final ArchRule ONLY_THE_SESSION_RUNS_PROGRAMS =
      noClasses()
          .that()
          .resideOutsideOfPackages("probewright.app.session..", "probewright.app")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("probewright.target..", "probewright.compiler..")
          .because("the JavaFX thread never waits: all that blocks is behind one interface (UI-1)");
}
