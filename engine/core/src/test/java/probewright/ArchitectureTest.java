package probewright;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the engine's rooms (docs/decisions/0001), each with its reason. */
@AnalyzeClasses(packages = "probewright", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule ROOMS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("diagnostics")
          .definedBy("probewright.diagnostics..")
          .layer("btf")
          .definedBy("probewright.btf..")
          .layer("bytecode")
          .definedBy("probewright.bytecode..")
          .layer("probes")
          .definedBy("probewright.probes..")
          .layer("dialect")
          .definedBy("probewright.dialect..")
          .layer("compiler")
          .definedBy("probewright.compiler..")
          .layer("output")
          .definedBy("probewright.output..")
          .layer("verifier")
          .definedBy("probewright.verifier..")
          .layer("target")
          .definedBy("probewright.target..")
          .layer("language")
          .definedBy("probewright.language..")
          .layer("capture")
          .definedBy("probewright.capture..")
          .layer("tracing")
          .definedBy("probewright.tracing..")
          .layer("cli")
          .definedBy("probewright.cli..")
          .whereLayer("bytecode")
          .mayOnlyBeAccessedByLayers("language")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("tracing")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("capture")
          .mayOnlyBeAccessedByLayers("tracing", "cli")
          .whereLayer("language")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("target")
          .mayOnlyBeAccessedByLayers("capture", "tracing", "cli")
          .whereLayer("verifier")
          .mayOnlyBeAccessedByLayers("target", "cli")
          .whereLayer("verifier")
          .mayOnlyAccessLayers("diagnostics")
          .whereLayer("compiler")
          .mayOnlyBeAccessedByLayers("target", "language", "capture", "tracing", "cli")
          .whereLayer("output")
          .mayOnlyBeAccessedByLayers("target", "capture", "tracing", "cli")
          .whereLayer("dialect")
          .mayOnlyBeAccessedByLayers("compiler", "target", "language", "capture", "tracing", "cli")
          .whereLayer("probes")
          .mayOnlyBeAccessedByLayers(
              "dialect", "compiler", "target", "language", "capture", "tracing", "cli")
          .whereLayer("btf")
          .mayOnlyBeAccessedByLayers(
              "probes",
              "dialect",
              "compiler",
              "output",
              "target",
              "language",
              "capture",
              "tracing",
              "cli")
          .because(
              "translating and compiling must stay testable without a kernel, and each room must"
                  + " be readable without the ones above it");

  @ArchTest
  static final ArchRule ONLY_THE_WIRE_IS_SHARED_WITH_THE_AGENT =
      noClasses()
          .that()
          .resideOutsideOfPackage("probewright.agent..")
          .should()
          .dependOnClassesThat(
              com.tngtech.archunit.base.DescribedPredicate.describe(
                  "are the agent's own, not the wire",
                  type ->
                      type.getPackageName().startsWith("probewright.agent")
                          && !type.getPackageName().startsWith("probewright.agent.wire")))
          .because("what runs with privileges is reached over the wire and in no other way");

  @ArchTest
  static final ArchRule THE_DATABASE_IS_THE_CAPTURES_OWN =
      noClasses()
          .that()
          .resideOutsideOfPackage("probewright.capture..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.sqlite..")
          .because("what a capture is kept in can change without anybody else's knowledge");

  @ArchTest
  static final ArchRule NO_WINDOW_IN_THE_ENGINE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx..", "javax.swing..", "java.awt..")
          .because("the engine is a library and a command line too");

  @ArchTest
  static final ArchRule NO_STATIC_MUTABLE_STATE =
      fields()
          .that()
          .areStatic()
          .and()
          .areNotPrivate()
          .should()
          .haveModifier(JavaModifier.FINAL)
          .because("two runs in one process must not meet in a static field");

  @ArchTest
  static final ArchRule NATIVE_CODE_STAYS_IN_THE_AGENT =
      classes()
          .that()
          .resideOutsideOfPackage("probewright.agent..")
          .should(
              new com.tngtech.archunit.lang.ArchCondition<>("have no native methods") {
                @Override
                public void check(
                    com.tngtech.archunit.core.domain.JavaClass type,
                    com.tngtech.archunit.lang.ConditionEvents events) {
                  type.getMethods().stream()
                      .filter(method -> method.getModifiers().contains(JavaModifier.NATIVE))
                      .forEach(
                          method ->
                              events.add(
                                  com.tngtech.archunit.lang.SimpleConditionEvent.violated(
                                      method, method.getFullName() + " is native")));
                }
              })
          .because("a crash in native code must not take the user's work with it");
}
