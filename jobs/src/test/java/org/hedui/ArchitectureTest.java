package org.hedui;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.stream.Stream;

/** How the packages lie on each other. */
@AnalyzeClasses(packages = "org.hedui", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] STAGES = {
    "org.hedui.ingest..",
    "org.hedui.standardise..",
    "org.hedui.assess..",
    "org.hedui.link..",
    "org.hedui.entitle..",
    "org.hedui.reconcile..",
    "org.hedui.publish.."
  };

  private static final SliceAssignment BY_STAGE =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
          return Stream.of(STAGES)
              .filter(stage -> PackageMatcher.of(stage).matches(javaClass.getPackageName()))
              .findFirst()
              .map(SliceIdentifier::of)
              .orElse(SliceIdentifier.ignore());
        }

        @Override
        public String getDescription() {
          return "stages";
        }
      };

  @ArchTest
  static final ArchRule DEPENDENCIES_POINT_DOWN =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("run")
          .definedBy("org.hedui.run..")
          .layer("casework")
          .definedBy("org.hedui.casework..")
          .layer("keep")
          .definedBy("org.hedui.keep..")
          .layer("sample")
          .definedBy("org.hedui.sample..")
          .layer("deliver")
          .definedBy("org.hedui.deliver..")
          .layer("catalogue")
          .definedBy("org.hedui.catalogue..")
          .layer("report")
          .definedBy("org.hedui.report..")
          .layer("lineage")
          .definedBy("org.hedui.lineage..")
          .layer("metrics")
          .definedBy("org.hedui.metrics..")
          .layer("page")
          .definedBy("org.hedui.page..")
          .layer("serve")
          .definedBy("org.hedui.serve..")
          .layer("sheet")
          .definedBy("org.hedui.sheet..")
          .layer("stages")
          .definedBy(STAGES)
          .layer("synth")
          .definedBy("org.hedui.synth..")
          .layer("evaluate")
          .definedBy("org.hedui.evaluate..")
          .layer("stage")
          .definedBy("org.hedui.stage..")
          .layer("lake")
          .definedBy("org.hedui.lake..")
          .layer("contract")
          .definedBy("org.hedui.contract..")
          .layer("function")
          .definedBy("org.hedui.function..")
          .whereLayer("run")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("casework")
          .mayOnlyBeAccessedByLayers("run")
          .whereLayer("keep")
          .mayOnlyBeAccessedByLayers("run")
          .whereLayer("sample")
          .mayOnlyBeAccessedByLayers("run")
          .whereLayer("deliver")
          .mayOnlyBeAccessedByLayers("run")
          .whereLayer("catalogue")
          .mayOnlyBeAccessedByLayers("run")
          .whereLayer("lineage")
          .mayOnlyBeAccessedByLayers("run")
          .whereLayer("metrics")
          .mayOnlyBeAccessedByLayers("run")
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("run", "metrics")
          .whereLayer("page")
          .mayOnlyBeAccessedByLayers("report", "stages")
          .whereLayer("serve")
          .mayOnlyBeAccessedByLayers("run")
          .whereLayer("sheet")
          .mayOnlyBeAccessedByLayers("run", "casework", "sample", "deliver")
          .whereLayer("stages")
          .mayOnlyBeAccessedByLayers("run", "casework", "sample", "deliver", "sheet")
          .whereLayer("synth")
          .mayOnlyBeAccessedByLayers("run")
          .whereLayer("evaluate")
          .mayOnlyBeAccessedByLayers("run")
          .whereLayer("stage")
          .mayOnlyBeAccessedByLayers("run", "sample", "deliver", "catalogue", "report", "stages")
          .whereLayer("lake")
          .mayOnlyBeAccessedByLayers(
              "run",
              "keep",
              "casework",
              "sample",
              "report",
              "serve",
              "lineage",
              "stages",
              "stage",
              "evaluate")
          .whereLayer("contract")
          .mayOnlyBeAccessedByLayers(
              "run",
              "keep",
              "casework",
              "sample",
              "deliver",
              "report",
              "serve",
              "lineage",
              "catalogue",
              "sheet",
              "stages",
              "stage",
              "lake",
              "synth",
              "evaluate")
          .whereLayer("function")
          .mayOnlyBeAccessedByLayers(
              "run", "keep", "casework", "sample", "deliver", "sheet", "stages", "synth");

  @ArchTest
  static final ArchRule STAGES_MEET_IN_TABLES_ONLY =
      slices().assignedFrom(BY_STAGE).should().notDependOnEachOther();

  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching("org.hedui.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ONLY_THE_LAKE_READS_AND_WRITES =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.hedui.lake..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.delta..", "org.apache.spark.sql.delta..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.apache.spark.sql.DataFrameReader")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.apache.spark.sql.DataFrameWriter")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.apache.spark.sql.DataFrameWriterV2");

  @ArchTest
  static final ArchRule LINKING_KNOWS_NO_REGISTRY =
      noClasses()
          .that()
          .resideInAPackage("org.hedui.link")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.hedui.link.registry..", "org.hedui.stage..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.hedui.contract.Contract")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.hedui.contract.Schemas");

  @ArchTest
  static final ArchRule THE_DOMAIN_KNOWS_NO_FRAMEWORK =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.hedui.run..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "picocli..");

  @ArchTest
  static final ArchRule COUNTIES_ARE_INVENTED_WITHOUT_SPARK =
      noClasses()
          .that()
          .resideInAPackage("org.hedui.synth..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..");
}
