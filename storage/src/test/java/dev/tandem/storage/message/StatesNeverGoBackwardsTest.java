package dev.tandem.storage.message;

import static dev.tandem.storage.message.MessageState.CANCELED;
import static dev.tandem.storage.message.MessageState.DELIVERED;
import static dev.tandem.storage.message.MessageState.FAILED;
import static dev.tandem.storage.message.MessageState.QUEUED;
import static dev.tandem.storage.message.MessageState.RECEIVED;
import static dev.tandem.storage.message.MessageState.SENDING;
import static dev.tandem.storage.message.MessageState.SENT;
import static dev.tandem.storage.message.MessageState.UNCONFIRMED;
import static dev.tandem.storage.message.MessageState.UNDELIVERED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.Storage;
import dev.tandem.storage.seal.Personal;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: reports may come late, twice and out of order. Method: every pair of states against the
/// order that is written down, and a delivery report that overtakes the acceptance.
@ExtendWith(SharedStorage.class)
final class StatesNeverGoBackwardsTest {
  private final TextFixture texts;

  StatesNeverGoBackwardsTest(Storage storage) {
    texts = new TextFixture(storage);
  }

  private boolean advance(UUID id, MessageState state, Optional<String> provider) {
    return texts.storage.inWorkspace(
        texts.workspace,
        tx ->
            texts.messages.advance(
                tx,
                id,
                state,
                state == FAILED ? Optional.of("30005") : Optional.empty(),
                state == FAILED ? Optional.of(Personal.of("unknown handset")) : Optional.empty(),
                provider));
  }

  private Message message(UUID id) {
    return texts.storage.inWorkspace(
        texts.workspace, tx -> texts.messages.find(tx, id).orElseThrow());
  }

  @Test
  void only_forward() {
    MessageState[] rising = {QUEUED, SENDING, UNCONFIRMED, SENT, DELIVERED};
    for (int from = 0; from < rising.length; from++) {
      for (int to = 0; to < rising.length; to++) {
        assertEquals(to > from, rising[from].mayBecome(rising[to]));
      }
    }
    for (MessageState settled :
        new MessageState[] {DELIVERED, UNDELIVERED, FAILED, CANCELED, RECEIVED}) {
      assertTrue(settled.settled());
      for (MessageState next : MessageState.values()) {
        assertFalse(settled.mayBecome(next));
      }
    }
  }

  @Test
  void a_delivery_report_overtakes_the_acceptance() {
    UUID id = texts.append(texts.outbound("hi")).message().id();
    assertTrue(advance(id, SENDING, Optional.empty()));
    assertTrue(advance(id, DELIVERED, Optional.empty()));
    assertFalse(advance(id, SENT, Optional.of("SM77")));
    assertFalse(advance(id, DELIVERED, Optional.of("SM78")));
    assertEquals(DELIVERED, message(id).state());
    assertEquals(Optional.of("SM77"), message(id).providerId());
    assertEquals(
        Optional.of(id),
        texts.storage.inWorkspace(
            texts.workspace,
            tx -> texts.messages.findByProvider(tx, texts.account, "SM77").map(Message::id)));
  }

  @Test
  void a_failure_keeps_its_reason() {
    UUID id = texts.append(texts.outbound("hi")).message().id();
    assertTrue(advance(id, FAILED, Optional.empty()));
    assertEquals(Optional.of("30005"), message(id).errorCode());
    assertEquals(Optional.of("unknown handset"), message(id).errorText().map(Personal::value));
  }
}
