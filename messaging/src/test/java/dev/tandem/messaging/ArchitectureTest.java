package dev.tandem.messaging;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.tandem.messaging.carrier.twilio.TwilioSignature;
import java.time.Instant;
import java.util.List;

/// Goal: the rooms of this module stay what their package-info says. Method: dependencies of the
/// compiled classes.
@AnalyzeClasses(
    packages = "dev.tandem.messaging",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule knowsNeitherGatewayNorMedia =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.tandem.gateway..", "dev.tandem.media..");

  /// Whoever knows a note's words knows no way out: neither a carrier nor what hands texts to one.
  /// Notes have a type of their own ([dev.tandem.storage.note.NoteText]), so this holds at compile
  /// time and not by a question that somebody may forget to ask.
  @ArchTest
  static final ArchRule noWayOutTakesANote =
      noClasses()
          .that(know("dev.tandem.storage.note", "dev.tandem.storage.team"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..messaging.carrier..",
              "..messaging.send..",
              "..messaging.schedule..",
              "..messaging.broadcast..");

  @ArchTest
  static final ArchRule whatSendsKnowsNoRoomOfTheTeam =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..messaging.carrier..", "..messaging.send..", "..messaging.receive..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..messaging.conversation..",
              "..messaging.team..",
              "dev.tandem.storage.note..",
              "dev.tandem.storage.team..");

  @ArchTest
  static final ArchRule dialectsStayInTheirRoom =
      slices()
          .matching("dev.tandem.messaging.carrier.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              resideInAPackage("..carrier.sandbox.."), equivalentTo(TwilioSignature.class))
          .ignoreDependency(resideInAPackage("..carrier.."), resideInAPackage("..carrier.http.."));

  @ArchTest
  static final ArchRule nobodyElseKnowsADialect =
      noClasses()
          .that()
          .resideOutsideOfPackage("..carrier.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..carrier.*..");

  @ArchTest
  static final ArchRule theSandboxSharesTheSignatureOnly =
      noClasses()
          .that()
          .resideInAPackage("..carrier.sandbox..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("..carrier.twilio..").and(not(equivalentTo(TwilioSignature.class))));

  @ArchTest
  static final ArchRule theStoreIsNoBusinessOfCarriers =
      noClasses()
          .that()
          .resideInAPackage("..carrier..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.tandem.storage",
              "dev.tandem.storage.message..",
              "dev.tandem.storage.job..",
              "dev.tandem.storage.workspace..");

  @ArchTest
  static final ArchRule jsonStaysInDialects =
      noClasses()
          .that()
          .resideOutsideOfPackage("..carrier.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vertx.core.json..");

  @ArchTest
  static final ArchRule wordsArePure =
      noClasses()
          .that()
          .resideInAPackage("..messaging.text..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx..", "java.net..", "java.util.concurrent..", "java.time..");

  @ArchTest
  static final ArchRule theMachineIsPure =
      noClasses()
          .that()
          .haveSimpleNameStartingWith("DeliveryMachine")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.vertx..",
              "java.net..",
              "java.util.concurrent..",
              "java.util.random..",
              "org.slf4j..")
          .orShould()
          .callMethod(Instant.class, "now");

  @ArchTest
  static final ArchRule roomsHaveNoCycles =
      slices().matching("dev.tandem.messaging.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noVagueNames =
      classes()
          .should()
          .haveSimpleNameNotEndingWith("Manager")
          .andShould()
          .haveSimpleNameNotEndingWith("Helper")
          .andShould()
          .haveSimpleNameNotEndingWith("Util")
          .andShould()
          .haveSimpleNameNotEndingWith("Impl");

  private static DescribedPredicate<JavaClass> know(String... rooms) {
    return DescribedPredicate.describe(
        "know " + List.of(rooms),
        each ->
            each.getDirectDependenciesFromSelf().stream()
                .anyMatch(
                    known -> List.of(rooms).contains(known.getTargetClass().getPackageName())));
  }
}
