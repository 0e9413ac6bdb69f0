package dev.tandem.media;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Goal: STUN and TURN stay pure machines, and the media module's rooms know only whom they may.
/// Method: ArchUnit over the compiled classes.
class MediaArchitectureTest {

  private static final String[] PURE = {"dev.tandem.media.stun..", "dev.tandem.media.turn.."};

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.tandem.media");

  @Test
  void machinesTouchNoSocketThreadOrFramework() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .dependOnClassesThat(
            HasName.Predicates.nameMatching(
                    "java\\.nio\\.channels\\..*|java\\.net\\..*(Socket|Channel|Packet|Interface|URL).*|java\\.io\\.File.*"
                        + "|java\\.nio\\.file\\..*|java\\.util\\.concurrent\\..*(Executor|Lock|Future|Thread).*"
                        + "|java\\.lang\\.Thread|java\\.util\\.Timer|io\\.vertx\\..*|io\\.netty\\..*|org\\.slf4j\\..*")
                .and(
                    com.tngtech.archunit.base.DescribedPredicate.not(
                        HasName.Predicates.nameMatching("java\\.net\\.InetSocketAddress"))))
        .check(classes);
  }

  @Test
  void machinesReadNoClockAndMakeNoRandomness() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.security.SecureRandom")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
        .orShould()
        .callMethod(Math.class, "random")
        .check(classes);
  }

  @Test
  void stunKnowsNobodyAndTurnKnowsStunOnly() {
    noClasses()
        .that()
        .resideInAPackage("dev.tandem.media.stun..")
        .should()
        .dependOnClassesThat(
            HasName.Predicates.nameMatching("dev\\.tandem\\.(?!media\\.stun\\.).*"))
        .check(classes);
    noClasses()
        .that()
        .resideInAPackage("dev.tandem.media.turn..")
        .should()
        .dependOnClassesThat(
            HasName.Predicates.nameMatching("dev\\.tandem\\.(?!media\\.(stun|turn)\\.).*"))
        .check(classes);
  }

  @Test
  void packetsStayAwayFromNettyAndVertx() {
    noClasses()
        .that()
        .resideInAPackage("dev.tandem.media..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx..", "io.netty..")
        .check(classes);
  }

  @Test
  void noRoomKnowsOneThatKnowsIt() {
    slices().matching("dev.tandem.media.(*)..").should().beFreeOfCycles().check(classes);
  }
}
