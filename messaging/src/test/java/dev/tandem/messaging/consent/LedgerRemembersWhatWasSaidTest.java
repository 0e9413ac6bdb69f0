package dev.tandem.messaging.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.Office;
import dev.tandem.messaging.RealStorage;
import dev.tandem.messaging.consent.ConsentDecision.Outcome;
import dev.tandem.storage.Ids;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.consent.ConsentChannel;
import dev.tandem.storage.consent.ConsentEntry;
import dev.tandem.storage.consent.ConsentKind;
import dev.tandem.storage.consent.ConsentPair;
import dev.tandem.storage.consent.ConsentScope;
import dev.tandem.storage.consent.Consents;
import dev.tandem.storage.workspace.Numbers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: the ledger says of every pair of numbers what was said last, and nothing in it is ever
/// lost. Method: what people, carriers and members say, in every order that matters, against a real
/// store; then attempts to change what was said.
@ExtendWith(RealStorage.class)
class LedgerRemembersWhatWasSaidTest {
  private static final String PERSON = "+12025550123";

  private final ConsentGate gate = new ConsentGate();
  private final Office office;
  private UUID number = Ids.next();

  LedgerRemembersWhatWasSaidTest(RealStorage.Opened opened) {
    office = Office.open(opened.storage(), "twilio");
  }

  @BeforeEach
  void findNumber() {
    number =
        office
            .storage()
            .inWorkspace(
                office.workspace(),
                tx -> new Numbers().byE164(tx, office.number().e164()).orElseThrow().id());
  }

  private Standing standing() {
    return office
        .storage()
        .inWorkspace(office.workspace(), tx -> gate.standing(tx, number, PERSON));
  }

  private Standing heard(String words) {
    return heard(words, Ids.next());
  }

  private Standing heard(String words, UUID message) {
    return office
        .storage()
        .inWorkspace(
            office.workspace(),
            tx -> {
              gate.heard(tx, number, PERSON, words, message, true);
              return gate.standing(tx, number, PERSON);
            });
  }

  private boolean decided(ConsentKind kind, ConsentScope scope, String proof) {
    return decide(kind, scope, proof, Optional.empty()) == Outcome.TAKEN;
  }

  private Outcome decide(ConsentKind kind, ConsentScope scope, String proof, Optional<UUID> about) {
    ConsentDecision decision = new ConsentDecision(kind, scope, proof, office.member(), about);
    return office
        .storage()
        .inWorkspace(office.workspace(), tx -> gate.decide(tx, number, PERSON, decision));
  }

  private List<ConsentEntry> history(UUID numberId) {
    return office
        .storage()
        .inWorkspace(office.workspace(), tx -> new Consents().history(tx, numberId, PERSON, 100));
  }

  @Test
  void stopAndStartInTurn() {
    assertEquals(Standing.OPEN, standing());
    assertEquals(Standing.OPEN, heard("hello"));
    assertEquals(Standing.OPEN, heard("yes"), "a yes to something else is no consent");
    assertEquals(Standing.OPTED_OUT, heard("Please stop texting me"));
    assertEquals(Standing.OPTED_OUT, heard("wrong number"), "a doubt does not weaken a no");
    assertEquals(Standing.OPTED_IN, heard("START"));
    assertEquals(Standing.OPTED_OUT, heard("ARRET"));
    List<ConsentEntry> all = history(number);
    assertEquals(
        List.of("ARRET", "START", "Please stop texting me"),
        all.stream().map(entry -> entry.said().words().value()).toList());
    assertEquals(PERSON, all.getFirst().said().party().value());
    assertFalse(all.toString().contains("ARRET"));
  }

  @Test
  void theSameTextTwiceIsSaidOnce() {
    UUID message = Ids.next();
    assertEquals(Standing.OPTED_OUT, heard("stop", message));
    assertEquals(Standing.OPTED_IN, heard("start"));
    assertEquals(Standing.OPTED_IN, heard("stop", message), "an old text brought again");
    assertEquals(2, history(number).size());
  }

  @Test
  void aDoubtIsDecidedByAMember() {
    assertEquals(Standing.DOUBTFUL, heard("wrong number"));
    assertFalse(Standing.DOUBTFUL.mayBeTexted());
    assertTrue(decided(ConsentKind.CLEARED, ConsentScope.NUMBER, ""));
    assertEquals(Standing.OPEN, standing());
    assertFalse(decided(ConsentKind.CLEARED, ConsentScope.NUMBER, ""), "there is no doubt left");
    assertThrows(
        IllegalArgumentException.class, () -> decided(ConsentKind.DOUBT, ConsentScope.NUMBER, "x"));
  }

  @Test
  void aDecisionIsAboutWhatTheMemberRead() {
    assertEquals(Standing.DOUBTFUL, heard("wrong number"));
    Optional<UUID> read = Optional.of(history(number).getFirst().id());
    assertEquals(Standing.OPTED_OUT, heard("stop"));
    assertEquals(Outcome.OVERTAKEN, decide(ConsentKind.CLEARED, ConsentScope.NUMBER, "", read));
    assertEquals(
        Outcome.OVERTAKEN,
        decide(ConsentKind.OPT_IN, ConsentScope.NUMBER, "said on the phone", read));
    assertEquals(Standing.OPTED_OUT, standing());
    assertEquals(
        Outcome.NO_DOUBT, decide(ConsentKind.CLEARED, ConsentScope.NUMBER, "", Optional.empty()));
    assertEquals(
        Outcome.NO_PROOF, decide(ConsentKind.OPT_IN, ConsentScope.NUMBER, "", Optional.empty()));
  }

  @Test
  void manyPairsAreAskedForAtOnce() {
    UUID second =
        office
            .storage()
            .inWorkspace(office.workspace(), LedgerRemembersWhatWasSaidTest::secondNumber);
    assertEquals(Standing.OPTED_OUT, heard("stop"));
    assertEquals(Standing.OPTED_IN, heard("start"));
    ConsentPair first = new ConsentPair(number, PERSON);
    ConsentPair other = new ConsentPair(second, PERSON);
    ConsentPair nobody = new ConsentPair(number, "+12025550124");
    List<ConsentPair> all = List.of(other, first, nobody, first);
    assertEquals(Map.of(first, "start"), newest(all));
    assertTrue(decided(ConsentKind.OPT_OUT, ConsentScope.WORKSPACE, "by letter"));
    assertEquals(Map.of(first, "by letter", other, "by letter"), newest(all));
    assertFalse(all.toString().contains(PERSON));
  }

  private Map<ConsentPair, String> newest(List<ConsentPair> pairs) {
    Map<ConsentPair, ConsentEntry> found =
        office.storage().inWorkspace(office.workspace(), tx -> new Consents().newest(tx, pairs));
    return found.entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().said().words().value()));
  }

  @Test
  void aNoIsNotCleared() {
    assertEquals(Standing.OPTED_OUT, heard("stop"));
    assertFalse(decided(ConsentKind.CLEARED, ConsentScope.NUMBER, "they did not mean it"));
    assertFalse(decided(ConsentKind.OPT_IN, ConsentScope.NUMBER, " "), "without a proof");
    assertEquals(Standing.OPTED_OUT, standing());
    assertTrue(decided(ConsentKind.OPT_IN, ConsentScope.NUMBER, "signed form of May 3rd"));
    assertEquals(Standing.OPTED_IN, standing());
  }

  @Test
  void aNoToAllReachesEveryNumber() {
    UUID second =
        office
            .storage()
            .inWorkspace(office.workspace(), LedgerRemembersWhatWasSaidTest::secondNumber);
    assertTrue(decided(ConsentKind.OPT_OUT, ConsentScope.NUMBER, "on the phone"));
    assertEquals(Standing.OPEN, standing(second));
    assertTrue(decided(ConsentKind.OPT_OUT, ConsentScope.WORKSPACE, "by letter"));
    assertEquals(Standing.OPTED_OUT, standing(second));
    assertEquals(Standing.OPTED_IN, heard("START"));
    assertEquals(Standing.OPTED_OUT, standing(second), "START was said to the first number");
  }

  private static UUID secondNumber(Tenant tx) {
    return new Numbers().create(tx, "+12025550101", "Second", Optional.empty()).orElseThrow().id();
  }

  private Standing standing(UUID numberId) {
    return office
        .storage()
        .inWorkspace(office.workspace(), tx -> gate.standing(tx, numberId, PERSON));
  }

  @Test
  void whatACarrierKnowsIsKnownHere() {
    for (int time = 0; time < 2; time++) {
      office
          .storage()
          .inWorkspace(
              office.workspace(),
              tx -> {
                gate.refused(tx, number, PERSON, "21610");
                return true;
              });
    }
    assertEquals(Standing.OPTED_OUT, standing());
    assertEquals(
        List.of(ConsentChannel.CARRIER),
        history(number).stream().map(entry -> entry.said().channel()).toList());
  }

  @Test
  void nothingThatWasSaidCanBeChangedOrTakenAway() {
    assertEquals(Standing.OPTED_OUT, heard("stop"));
    for (String change :
        List.of(
            "DELETE FROM tenant.consent_entry",
            "UPDATE tenant.consent_entry SET kind = 'OPT_IN'",
            "UPDATE tenant.consent_entry SET number_id = number_id",
            "UPDATE tenant.consent_entry SET created_at = now()")) {
      StorageException refused =
          assertThrows(
              StorageException.class,
              () ->
                  office.storage().inWorkspace(office.workspace(), tx -> tx.sql().change(change)));
      assertTrue(String.valueOf(refused.getMessage()).contains("42501"), change);
    }
    assertEquals(Standing.OPTED_OUT, standing());
  }
}
