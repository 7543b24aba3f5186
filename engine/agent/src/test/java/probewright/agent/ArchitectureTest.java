package probewright.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What runs with privileges stays small; the pom's enforcer holds its class path. */
@AnalyzeClasses(packages = "probewright", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule SMALL_CLASS_PATH =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify.annotations..",
              "probewright.agent..",
              "com.fasterxml.jackson.core..",
              "com.fasterxml.jackson.dataformat.cbor..")
          .because("every class that runs with privileges must be worth reading (PRIV-1)");

  @ArchTest
  static final ArchRule NO_SHELL =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.lang.ProcessBuilder")
          .orShould()
          .callMethod(Runtime.class, "exec", String.class)
          .orShould()
          .callMethod(Runtime.class, "exec", String[].class)
          .because(
              "the agent never runs a program; workloads are the guest's own runner's (PRIV-1)");

  @ArchTest
  static final ArchRule THE_WIRE_KNOWS_NOTHING_ELSE =
      noClasses()
          .that()
          .resideInAPackage("probewright.agent.wire..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "probewright.agent",
              "probewright.agent.bpf..",
              "probewright.agent.channel..",
              "probewright.agent.kernel..")
          .because("core shares the wire and nothing else of the agent");

  @ArchTest
  static final ArchRule NATIVE_METHODS_HAVE_TWO_HOMES =
      methods()
          .that()
          .haveModifier(JavaModifier.NATIVE)
          .should()
          .beDeclaredInClassesThat()
          .resideInAnyPackage("probewright.agent.bpf..", "probewright.agent.channel..")
          .because("bpf is libbpf's, channel polls a port nobody has open; no third need is known");
}
