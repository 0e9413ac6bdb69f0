package dev.tandem.messaging.consent;

import dev.tandem.messaging.consent.ConsentDecision.Outcome;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.consent.ConsentChannel;
import dev.tandem.storage.consent.ConsentEntry;
import dev.tandem.storage.consent.ConsentKind;
import dev.tandem.storage.consent.ConsentPair;
import dev.tandem.storage.consent.ConsentScope;
import dev.tandem.storage.consent.Consents;
import dev.tandem.storage.consent.NewConsent;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.seal.Personal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Whether a person may be texted from a number of ours, by what the ledger says last.
///
/// It is asked when a text is handed in, to tell the member at once, and again in the transaction
/// that marks a text as being sent: whatever was said before that counts, on every path.
///
/// No answer is sent to STOP, START or HELP from here: most carriers answer them themselves, and
/// two answers are one too many.
public final class ConsentGate {
  private final Consents consents = new Consents();
  private final Conversations conversations = new Conversations();

  /// @param party the person's number or code, as stored with messages
  public Standing standing(Tenant tx, UUID numberId, String party) {
    return Standing.after(consents.newest(tx, numberId, party));
  }

  /// The same of a text that several people get: it may not leave while one of them stands in the
  /// way, and a no outweighs a doubt.
  public Standing standing(Tenant tx, UUID numberId, List<String> parties) {
    if (parties.size() == 1) {
      return standing(tx, numberId, parties.getFirst());
    }
    Collection<ConsentEntry> said =
        consents
            .newest(tx, parties.stream().map(party -> new ConsentPair(numberId, party)).toList())
            .values();
    return Stream.of(Standing.OPTED_OUT, Standing.DOUBTFUL)
        .filter(no -> said.stream().anyMatch(it -> Standing.after(Optional.of(it)) == no))
        .findFirst()
        .orElse(Standing.OPEN);
  }

  /// Takes in what somebody texted; true when the ledger says more than before. The same message
  /// again changes nothing.
  ///
  /// @param first false when the message was brought before: then only what ends texts counts, so
  ///   that an old "yes" cannot undo a later no
  public boolean heard(
      Tenant tx, UUID numberId, String party, String words, UUID messageId, boolean first) {
    Optional<ConsentKind> kind =
        switch (ConsentClassifier.read(words)) {
          case STOP -> Optional.of(ConsentKind.OPT_OUT);
          case START ->
              !first || standing(tx, numberId, party).mayBeTexted()
                  ? Optional.empty()
                  : Optional.of(ConsentKind.OPT_IN);
          case UNSURE ->
              standing(tx, numberId, party) == Standing.OPTED_OUT
                  ? Optional.empty()
                  : Optional.of(ConsentKind.DOUBT);
          case HELP, NONE -> Optional.empty();
        };
    return kind.map(
            said ->
                add(
                    tx,
                    new NewConsent(
                        numberId,
                        Personal.of(party),
                        said,
                        ConsentScope.NUMBER,
                        ConsentChannel.TEXT,
                        Personal.of(words),
                        Optional.of(messageId),
                        Optional.empty())))
        .orElse(false);
  }

  /// Takes in that a carrier refused a text because the person had told it to.
  public void refused(Tenant tx, UUID numberId, String party, String carriersCode) {
    if (standing(tx, numberId, party) != Standing.OPTED_OUT) {
      boolean _ =
          add(
              tx,
              new NewConsent(
                  numberId,
                  Personal.of(party),
                  ConsentKind.OPT_OUT,
                  ConsentScope.NUMBER,
                  ConsentChannel.CARRIER,
                  Personal.of(carriersCode),
                  Optional.empty(),
                  Optional.empty()));
    }
  }

  /// Takes in what a member decided. An opt-in needs a proof: how and when the person said it. A
  /// doubt can be cleared; a person's own STOP cannot. The caller holds the conversation, so that
  /// no text says something else meanwhile.
  public Outcome decide(Tenant tx, UUID numberId, String party, ConsentDecision decision) {
    Optional<ConsentEntry> newest = consents.newest(tx, numberId, party);
    Optional<Outcome> refused = refusal(newest, decision);
    if (refused.isEmpty()) {
      boolean _ =
          add(
              tx,
              new NewConsent(
                  numberId,
                  Personal.of(party),
                  decision.kind(),
                  decision.scope(),
                  ConsentChannel.MEMBER,
                  words(newest, decision),
                  Optional.empty(),
                  Optional.of(decision.memberId())));
    }
    return refused.orElse(Outcome.TAKEN);
  }

  /// A no that a member read out of a text keeps that text's words.
  private static Personal<String> words(Optional<ConsentEntry> newest, ConsentDecision decision) {
    return decision.kind() == ConsentKind.OPT_OUT && decision.proof().isBlank()
        ? newest
            .map(ConsentEntry::said)
            .filter(said -> said.kind() == ConsentKind.DOUBT)
            .map(NewConsent::words)
            .orElse(Personal.of(""))
        : Personal.of(decision.proof());
  }

  private static Optional<Outcome> refusal(
      Optional<ConsentEntry> newest, ConsentDecision decision) {
    if (decision.about().isPresent() && !decision.about().equals(newest.map(ConsentEntry::id))) {
      return Optional.of(Outcome.OVERTAKEN);
    }
    if (decision.kind() == ConsentKind.OPT_IN && decision.proof().isBlank()) {
      return Optional.of(Outcome.NO_PROOF);
    }
    boolean doubtful = Standing.after(newest) == Standing.DOUBTFUL;
    return decision.kind() == ConsentKind.CLEARED && !doubtful
        ? Optional.of(Outcome.NO_DOUBT)
        : Optional.empty();
  }

  /// The conversation that it was said in tells of it by the text itself; those that the person
  /// shares with others do not, so all are announced.
  private boolean add(Tenant tx, NewConsent said) {
    boolean added = consents.add(tx, said);
    if (added) {
      conversations.touched(
          tx,
          said.party().value(),
          said.scope() == ConsentScope.NUMBER ? Optional.of(said.numberId()) : Optional.empty());
    }
    return added;
  }
}
