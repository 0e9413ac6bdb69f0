package dev.tandem.media;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// Goal: sound and the voicemail's machine stay pure, and libwebrtc stays in its room. Method:
/// ArchUnit over the compiled classes.
class VoiceArchitectureTest {
  private static final String MACHINES =
      "dev\\.tandem\\.media\\.record\\.(VoicemailMachine|VoicemailInput|VoicemailOutput|Recorder|VoiceGate|Clip)(\\$.*)?";

  private static final String WORLD =
      "java\\.nio\\.(channels|file)\\..*|java\\.net\\..*|java\\.io\\.File.*|java\\.util\\.concurrent\\..*"
          + "|java\\.lang\\.Thread|java\\.time\\.(Clock|Instant)|java\\.security\\..*|org\\.slf4j\\..*|dev\\.onvoid\\..*";

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.tandem.media");

  @Test
  void soundIsPure() {
    noClasses()
        .that()
        .resideInAPackage("dev.tandem.media.audio..")
        .should()
        .dependOnClassesThat(HasName.Predicates.nameMatching(WORLD))
        .orShould()
        .dependOnClassesThat(
            HasName.Predicates.nameMatching("dev\\.tandem\\.(?!media\\.audio\\.).*"))
        .check(classes);
  }

  @Test
  void voicemailMachineIsPure() {
    noClasses()
        .that(HasName.Predicates.nameMatching(MACHINES))
        .should()
        .dependOnClassesThat(HasName.Predicates.nameMatching(WORLD))
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Math.class, "random")
        .check(classes);
  }

  @Test
  void libwebrtcStaysInItsRoom() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.tandem.media.leg.webrtc..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.onvoid..")
        .check(classes);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.tandem.media.leg.webrtc..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.tandem.media.leg.webrtc..")
        .check(classes);
  }

  @Test
  void legsKnowNothingOfVoicemailNorOfTheRelay() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.tandem.media.leg..", "dev.tandem.media.record..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.tandem.media.stun..", "dev.tandem.media.turn..", "dev.tandem.media.relay..")
        .check(classes);
    noClasses()
        .that()
        .resideInAPackage("dev.tandem.media.leg..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.tandem.media.record..")
        .check(classes);
  }
}
