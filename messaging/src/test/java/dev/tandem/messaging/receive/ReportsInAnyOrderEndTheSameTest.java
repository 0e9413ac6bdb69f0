package dev.tandem.messaging.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tandem.messaging.Office;
import dev.tandem.messaging.RealStorage;
import dev.tandem.storage.Ids;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.message.Direction;
import dev.tandem.storage.message.Encoding;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.message.NewMessage;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.workspace.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: delivery reports may repeat and overtake each other and the answer to the send; the
/// message ends the same, and no report for one of our texts is turned away. Method: every order of
/// three reports, each called twice, for texts whose provider id is not known yet.
@ExtendWith(RealStorage.class)
class ReportsInAnyOrderEndTheSameTest {
  private static final String PERSON = "+12025550123";
  private static final String SID = "SM" + "0c".repeat(15);

  @Test
  void delivered(RealStorage.Opened opened) {
    everyOrder(
        opened, List.of("queued", "sent", "delivered"), MessageState.DELIVERED, Optional.empty());
  }

  @Test
  void undelivered(RealStorage.Opened opened) {
    everyOrder(
        opened,
        List.of("sending", "sent", "undelivered"),
        MessageState.UNDELIVERED,
        Optional.of("30003"));
  }

  private static void everyOrder(
      RealStorage.Opened opened, List<String> reports, MessageState end, Optional<String> code) {
    try (Calls calls = Calls.to(opened.vertx(), opened.storage())) {
      Office office = Office.open(opened.storage(), "twilio");
      int number = 16;
      for (List<String> order : orders(reports)) {
        String sid = SID + Integer.toHexString(number++);
        UUID id = sending(office);
        for (String report : order) {
          assertInstanceOf(WebhookResult.Stored.class, calls.status(office, id, sid, report));
          assertInstanceOf(WebhookResult.Stored.class, calls.status(office, id, sid, report));
        }
        Message message = office.message(id);
        assertEquals(end, message.state(), order.toString());
        assertEquals(code, message.errorCode(), order.toString());
        assertEquals(Optional.of(sid), message.providerId());
      }
    }
  }

  @Test
  void aReportAboutATextThatIsNotOursIsTurnedAway(RealStorage.Opened opened) {
    try (Calls calls = Calls.to(opened.vertx(), opened.storage())) {
      Office office = Office.open(opened.storage(), "twilio");
      Office stranger = Office.open(opened.storage(), "twilio");
      UUID theirs = sending(stranger);
      for (UUID id : List.of(Ids.next(), theirs)) {
        assertInstanceOf(
            WebhookResult.UnknownMessage.class, calls.status(office, id, SID + "99", "sent"));
      }
      assertEquals(MessageState.SENDING, stranger.message(theirs).state());
    }
  }

  @Test
  void aSecondCopyAtTheCarrierDoesNotSpeakForTheFirst(RealStorage.Opened opened) {
    try (Calls calls = Calls.to(opened.vertx(), opened.storage())) {
      Office office = Office.open(opened.storage(), "twilio");
      UUID id = sending(office);
      assertInstanceOf(WebhookResult.Stored.class, calls.status(office, id, SID + "aa", "sent"));
      assertInstanceOf(WebhookResult.Unused.class, calls.status(office, id, SID + "ab", "failed"));
      assertEquals(MessageState.SENT, office.message(id).state());
    }
  }

  private static UUID sending(Office office) {
    return office
        .storage()
        .inWorkspace(
            office.workspace(),
            tx -> {
              UUID ours = new Numbers().byE164(tx, office.number().e164()).orElseThrow().id();
              UUID conversation = new Conversations().findOrCreate(tx, ours, List.of(PERSON));
              NewMessage message =
                  new NewMessage(
                      Ids.next(),
                      conversation,
                      Direction.OUT,
                      Personal.of(office.number().e164()),
                      Personal.of(List.of(PERSON)),
                      Personal.of("hello"),
                      MessageState.SENDING,
                      1,
                      Encoding.GSM7,
                      Optional.of(office.member()),
                      Optional.of(office.accountId()),
                      Optional.empty());
              return new Messages().append(tx, message).message().id();
            });
  }

  private static List<List<String>> orders(List<String> items) {
    if (items.isEmpty()) {
      return List.of(List.of());
    }
    List<List<String>> all = new ArrayList<>();
    for (String first : items) {
      List<String> rest = new ArrayList<>(items);
      rest.remove(first);
      for (List<String> order : orders(rest)) {
        List<String> whole = new ArrayList<>(List.of(first));
        whole.addAll(order);
        all.add(whole);
      }
    }
    return all;
  }
}
