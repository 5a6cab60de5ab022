package org.theoria;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.theoria.arithmetic.architecture.ImportsSymja;
import org.theoria.arithmetic.architecture.KnowsNetworks;
import org.theoria.arithmetic.architecture.UsesZ3;
import org.theoria.network.architecture.KnowsArithmetic;

/**
 * Dependencies point one way. The table says which packages each package may use; whatever is not
 * in it is forbidden, and a package that is not in it fails. Every rule is also shown to bite, on
 * classes under {@code architecture} that break it.
 */
final class ArchitectureTest {

  private static final String ROOT = "org.theoria.";

  /** What each package may use, beside itself. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("arithmetic", Set.of()),
          Map.entry("network", Set.of("arithmetic")),
          // Samplers draw networks.
          Map.entry("sampling", Set.of("network", "arithmetic")),
          Map.entry("backend", Set.of("sampling", "network", "arithmetic")),
          Map.entry("train", Set.of("backend", "sampling", "network", "arithmetic")),
          // A proposition knows nothing of how it is checked.
          Map.entry("proposition", Set.of("sampling", "network", "arithmetic")),
          // What a run shows, not how it is drawn or written.
          Map.entry("experiment", Set.of("proposition")),
          Map.entry(
              "theorems",
              Set.of(
                  "experiment",
                  "proposition",
                  "train",
                  "backend",
                  "sampling",
                  "network",
                  "arithmetic")),
          Map.entry(
              "symbolic",
              Set.of("proposition", "train", "backend", "sampling", "network", "arithmetic")),
          Map.entry(
              "certify",
              Set.of("proposition", "train", "backend", "sampling", "network", "arithmetic")),
          Map.entry(
              "search",
              Set.of(
                  "experiment",
                  "certify",
                  "symbolic",
                  "proposition",
                  "train",
                  "backend",
                  "sampling",
                  "network",
                  "arithmetic")),
          Map.entry(
              "report",
              Set.of(
                  "experiment",
                  "search",
                  "certify",
                  "symbolic",
                  "proposition",
                  "train",
                  "backend",
                  "sampling",
                  "network",
                  "arithmetic")),
          Map.entry(
              "bench",
              Set.of(
                  "experiment",
                  "report",
                  "search",
                  "certify",
                  "symbolic",
                  "proposition",
                  "train",
                  "backend",
                  "sampling",
                  "network",
                  "arithmetic")),
          // Entries are found by ServiceLoader: not even the command line names one.
          Map.entry(
              "cli",
              Set.of(
                  "experiment",
                  "bench",
                  "report",
                  "search",
                  "certify",
                  "symbolic",
                  "proposition",
                  "train",
                  "backend",
                  "sampling",
                  "network",
                  "arithmetic")));

  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.theoria");

  private static final ArchRule NO_CYCLES =
      slices().matching(ROOT + "(**)").should().beFreeOfCycles().allowEmptyShould(true);

  private static final ArchRule ONLY_SYMBOLIC_IMPORTS_SYMJA =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "symbolic..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.matheclipse..", "edu.jas..");

  private static final ArchRule ONLY_ONE_CLASS_USES_Z3 =
      noClasses()
          .that()
          .haveNameNotMatching(".*\\.symbolic\\.Z3Calls(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.microsoft.z3..", "tools.aqua..");

  private static final ArchRule NO_TEST_LIBRARY =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "net.jqwik..",
              "org.junit..",
              "org.opentest4j..",
              "com.tngtech..",
              "org.openjdk.jmh..");

  @TestFactory
  Stream<DynamicTest> dependenciesPointOneWay() {
    return MAY_USE.keySet().stream()
        .sorted()
        .map(name -> DynamicTest.dynamicTest(name, () -> direction(name).check(PROGRAM)));
  }

  @Test
  void everyPackageIsInTheTable() {
    Set<String> unknown = new TreeSet<>();
    for (JavaClass type : PROGRAM) {
      String name = topLevel(type);
      if (!MAY_USE.containsKey(name)) {
        unknown.add(type.getName());
      }
    }
    assertEquals(Set.of(), unknown, "classes in packages whose dependencies nobody has decided");
  }

  @Test
  void thereAreNoCyclesBetweenPackages() {
    NO_CYCLES.check(PROGRAM);
  }

  @Test
  void onlySymbolicImportsSymja() {
    ONLY_SYMBOLIC_IMPORTS_SYMJA.check(PROGRAM);
  }

  @Test
  void onlyOneClassUsesZ3() {
    ONLY_ONE_CLASS_USES_Z3.check(PROGRAM);
    assertTrue(PROGRAM.contain(ROOT + "symbolic.Z3Calls"));
  }

  @Test
  void theProgramKnowsNoTestLibrary() {
    NO_TEST_LIBRARY.check(PROGRAM);
  }

  @Test
  void theRulesLookAtTheProgram() {
    assertTrue(
        PROGRAM.contain("org.theoria.arithmetic.Matrix"),
        "the classes of src/main were not imported");
    assertFalse(PROGRAM.contain(ArchitectureTest.class.getName()), "test classes were imported");
  }

  @Test
  void directionBites() {
    JavaClasses wrong = new ClassFileImporter().importClasses(KnowsNetworks.class);
    assertTrue(direction("arithmetic").evaluate(wrong).hasViolation());
    JavaClasses right = new ClassFileImporter().importClasses(KnowsArithmetic.class);
    assertFalse(direction("network").evaluate(right).hasViolation());
  }

  @Test
  void cyclesBite() {
    JavaClasses cycle =
        new ClassFileImporter().importClasses(KnowsNetworks.class, KnowsArithmetic.class);
    assertTrue(NO_CYCLES.evaluate(cycle).hasViolation());
    assertFalse(
        NO_CYCLES
            .evaluate(new ClassFileImporter().importClasses(KnowsNetworks.class))
            .hasViolation());
  }

  @Test
  void symjaBites() {
    JavaClasses wrong = new ClassFileImporter().importClasses(ImportsSymja.class);
    assertTrue(ONLY_SYMBOLIC_IMPORTS_SYMJA.evaluate(wrong).hasViolation());
  }

  @Test
  void z3Bites() {
    JavaClasses wrong = new ClassFileImporter().importClasses(UsesZ3.class);
    assertTrue(ONLY_ONE_CLASS_USES_Z3.evaluate(wrong).hasViolation());
  }

  @Test
  void testLibrariesBite() {
    JavaClasses wrong = new ClassFileImporter().importClasses(ArchitectureTest.class);
    assertTrue(NO_TEST_LIBRARY.evaluate(wrong).hasViolation());
  }

  private static ArchRule direction(String name) {
    Set<String> allowed = MAY_USE.getOrDefault(name, Set.of());
    String[] forbidden =
        MAY_USE.keySet().stream()
            .filter(other -> !other.equals(name) && !allowed.contains(other))
            .map(other -> ROOT + other + "..")
            .sorted()
            .toArray(String[]::new);
    // A package whose turn has not come yet is empty; theRulesLookAtTheProgram sees to it that not
    // all are.
    return noClasses()
        .that()
        .resideInAPackage(ROOT + name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
        .allowEmptyShould(true);
  }

  private static String topLevel(JavaClass type) {
    String rest =
        type.getPackageName().substring(Math.min(ROOT.length(), type.getPackageName().length()));
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }
}
