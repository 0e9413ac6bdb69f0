package dev.tandem.storage;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Goal: there is one place to look when an algorithm changes, and rooms point one way. Method: the
/// compiled classes.
@AnalyzeClasses(
    packages = "dev.tandem.storage",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class OnlySealNamesAlgorithmsTest {
  @ArchTest
  static final ArchRule CRYPTOGRAPHY_LIVES_IN_SEAL =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.tandem.storage.seal")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javax.crypto..", "org.bouncycastle..", "java.security.spec..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.security.MessageDigest");

  @ArchTest
  static final ArchRule SEAL_KNOWS_NOTHING_ELSE =
      classes()
          .that()
          .resideInAPackage("dev.tandem.storage.seal")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.tandem.storage.seal",
              "java.lang..",
              "java.util..",
              "java.nio..",
              "java.io..",
              "java.security..",
              "javax.crypto..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule THE_DATABASE_KNOWS_NO_SUBJECT =
      noClasses()
          .that()
          .resideInAPackage("dev.tandem.storage.pg")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.tandem.storage.keys",
              "dev.tandem.storage.workspace",
              "dev.tandem.storage.message",
              "dev.tandem.storage.call",
              "dev.tandem.storage.voicemail",
              "dev.tandem.storage.contact",
              "dev.tandem.storage.blob",
              "dev.tandem.storage.job");

  @ArchTest
  static final ArchRule ROOMS_HAVE_NO_CYCLES =
      slices().matching("dev.tandem.storage.(*)..").should().beFreeOfCycles();
}
