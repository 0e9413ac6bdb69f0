package dev.tandem.messaging.consent;

import dev.tandem.storage.Tenant;
import dev.tandem.storage.consent.ConsentChannel;
import dev.tandem.storage.consent.ConsentEntry;
import dev.tandem.storage.consent.ConsentKind;
import dev.tandem.storage.consent.ConsentScope;
import dev.tandem.storage.consent.Consents;
import dev.tandem.storage.consent.NewConsent;
import dev.tandem.storage.seal.Personal;
import java.util.Optional;
import java.util.UUID;

/// Whether a person may be texted from a number of ours, by what the ledger says last.
///
/// It is asked when a text is handed in, to tell the member at once, and again in the transaction
/// that marks a text as being sent: whatever was said before that counts, on every path.
///
/// No answer is sent to STOP, START or HELP from here: most carriers answer them themselves, and
/// two answers are one too many.
public final class ConsentGate {
  private final Consents consents = new Consents();

  /// @param party the person's number or code, as stored with messages
  public Standing standing(Tenant tx, UUID numberId, String party) {
    Optional<ConsentKind> newest =
        consents.newest(tx, numberId, party).map(ConsentEntry::said).map(NewConsent::kind);
    return newest.isEmpty()
        ? Standing.OPEN
        : switch (newest.get()) {
          case OPT_IN -> Standing.OPTED_IN;
          case OPT_OUT -> Standing.OPTED_OUT;
          case DOUBT -> Standing.DOUBTFUL;
          case CLEARED -> Standing.OPEN;
        };
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
                consents.add(
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
      consents.add(
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

  /// Takes in what a member decided or was told outside of texts. An opt-in needs a proof: how and
  /// when the person said it. A doubt can be cleared; a person's own STOP cannot.
  ///
  /// @return false when it would clear what is no doubt, or opt in without a proof
  public boolean decided(
      Tenant tx,
      UUID numberId,
      String party,
      ConsentKind kind,
      ConsentScope scope,
      String proof,
      UUID memberId) {
    boolean allowed =
        switch (kind) {
          case OPT_IN -> !proof.isBlank();
          case OPT_OUT -> true;
          case CLEARED -> standing(tx, numberId, party) == Standing.DOUBTFUL;
          case DOUBT -> false;
        };
    return allowed
        && consents.add(
            tx,
            new NewConsent(
                numberId,
                Personal.of(party),
                kind,
                scope,
                ConsentChannel.MEMBER,
                Personal.of(proof),
                Optional.empty(),
                Optional.of(memberId)));
  }
}
