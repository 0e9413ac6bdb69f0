package dev.tandem.gateway.house;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/// Goal: the arrows of the house hold, and what is called a machine is one.
///
/// Method: the compiled classes of all modules are read; a rule names who may know whom.
@AnalyzeClasses(packages = "dev.tandem", importOptions = ImportOption.DoNotIncludeTests.class)
final class HouseTest {
  private static final String[] THE_WORLD = {
    "io.vertx..",
    "io.netty..",
    "java.net.http..",
    "java.nio.channels..",
    "java.util.concurrent.locks.."
  };

  @ArchTest
  static final ArchRule mediaKnowsNoOtherModule =
      noClasses()
          .that()
          .resideInAPackage("dev.tandem.media..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.tandem.storage..",
              "dev.tandem.messaging..",
              "dev.tandem.gateway..",
              "io.vertx..",
              "io.netty..")
          .because("media handles packets and audio; it stores nothing and knows no user");

  @ArchTest
  static final ArchRule storageKnowsNoOtherModule =
      noClasses()
          .that()
          .resideInAPackage("dev.tandem.storage..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.tandem.media..", "dev.tandem.messaging..", "dev.tandem.gateway..")
          .because("storage keeps records for whoever asks");

  @ArchTest
  static final ArchRule messagingKnowsOnlyStorage =
      noClasses()
          .that()
          .resideInAPackage("dev.tandem.messaging..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.tandem.media..", "dev.tandem.gateway..")
          .because("a text hears of no call and of no browser");

  @ArchTest
  static final ArchRule dialectsStayInTheirRooms =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.tandem.messaging.carrier.twilio..", "dev.tandem.messaging.carrier.sandbox..")
          .and()
          .resideOutsideOfPackages("dev.tandem.gateway")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.tandem.messaging.carrier.twilio..")
          .because("everybody else speaks commands and events; only the wiring chooses a dialect");

  @ArchTest
  static final ArchRule machinesTouchNothing =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Machine")
          .or()
          .resideInAnyPackage("dev.tandem.media.stun..", "dev.tandem.media.turn..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(THE_WORLD)
          .because("a machine is told the time and its input, and says what is to be done");

  @ArchTest
  static final ArchRule machinesReadNoClock =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Machine")
          .or()
          .resideInAnyPackage(
              "dev.tandem.media.stun..",
              "dev.tandem.media.turn..",
              "dev.tandem.media.audio..",
              "dev.tandem.messaging.text..")
          .should()
          .callMethodWhere(
              target(nameMatching("currentTimeMillis|nanoTime|now"))
                  .and(
                      target(
                          owner(
                              nameMatching(
                                  "java\\.lang\\.System|java\\.time\\..*"
                                      + "|java\\.time\\.Clock")))))
          .because("a run is replayed from its inputs");

  @ArchTest
  static final ArchRule onlyTheSealNamesAnAlgorithm =
      noClasses()
          .that()
          .resideInAPackage("dev.tandem.storage..")
          .and()
          .resideOutsideOfPackage("dev.tandem.storage.seal..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("javax.crypto..")
          .because("an algorithm is chosen in one place, so that it can be changed in one place");

  @ArchTest
  static final ArchRule noJsonBehindTheEdge =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.tandem.storage..",
              "dev.tandem.media..",
              "dev.tandem.gateway.call..",
              "dev.tandem.messaging.send..",
              "dev.tandem.messaging.receive..",
              "dev.tandem.messaging.text..",
              "dev.tandem.messaging.conversation..",
              "dev.tandem.messaging.team..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vertx.core.json..")
          .because("JSON becomes a command at the edge");

  @ArchTest
  static final ArchRule noWayOutTakesANote =
      noClasses()
          .that(know("dev.tandem.storage.note", "dev.tandem.storage.team"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.tandem.messaging.carrier..",
              "dev.tandem.messaging.send..",
              "dev.tandem.gateway.edge.carrier..")
          .because("who knows a note's words cannot send them");

  @ArchTest
  static final ArchRule nobodySaysManager =
      classes()
          .that()
          .resideInAPackage("dev.tandem..")
          .should()
          .haveSimpleNameNotEndingWith("Manager")
          .andShould()
          .haveSimpleNameNotEndingWith("Helper")
          .andShould()
          .haveSimpleNameNotEndingWith("Util")
          .andShould()
          .haveSimpleNameNotEndingWith("Utils")
          .andShould()
          .haveSimpleNameNotEndingWith("Impl")
          .because("a name says what a thing is");

  @ArchTest
  static final ArchRule noCyclesBetweenStorageRooms =
      slices().matching("dev.tandem.storage.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noCyclesBetweenMediaRooms =
      slices().matching("dev.tandem.media.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noCyclesBetweenMessagingRooms =
      slices().matching("dev.tandem.messaging.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noCyclesBetweenGatewayRooms =
      slices().matching("dev.tandem.gateway.(**)").should().beFreeOfCycles();

  private static DescribedPredicate<JavaClass> know(String... rooms) {
    return DescribedPredicate.describe(
        "know " + List.of(rooms),
        each ->
            each.getDirectDependenciesFromSelf().stream()
                .anyMatch(
                    known -> List.of(rooms).contains(known.getTargetClass().getPackageName())));
  }
}
