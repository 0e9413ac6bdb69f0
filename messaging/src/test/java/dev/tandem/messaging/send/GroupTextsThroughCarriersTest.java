package dev.tandem.messaging.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.Office;
import dev.tandem.messaging.RealStorage;
import dev.tandem.messaging.carrier.Carrier;
import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.carrier.WebhookAddress;
import dev.tandem.messaging.carrier.WebhookRequest;
import dev.tandem.messaging.carrier.bandwidth.BandwidthCarrier;
import dev.tandem.messaging.carrier.fake.FakeApi;
import dev.tandem.messaging.carrier.fake.FakeBandwidth;
import dev.tandem.messaging.carrier.fake.FakeDialect;
import dev.tandem.messaging.carrier.fake.FakeDialect.Heard;
import dev.tandem.messaging.carrier.fake.FakeTelnyx;
import dev.tandem.messaging.carrier.fake.Taken;
import dev.tandem.messaging.carrier.http.ApiSettings;
import dev.tandem.messaging.carrier.telnyx.TelnyxCarrier;
import dev.tandem.messaging.receive.WebhookResult;
import dev.tandem.messaging.receive.Webhooks;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.message.Conversation;
import dev.tandem.storage.message.ConversationFilter;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.message.Receipt;
import dev.tandem.storage.message.Receipts;
import dev.tandem.storage.workspace.CarrierAccounts;
import dev.tandem.storage.workspace.Numbers;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: through each carrier that takes groups, a text reaches all of a group as one, each
/// receiver's report is kept apart, and what one of them writes comes into the group's conversation
/// and never into their own. Method: the adapters over HTTP against servers of their dialects, and
/// the signed calls that these make.
class GroupTextsThroughCarriersTest {
  /// Of its own: the fakes' accounts are others' too.
  private static RealStorage.Opened opened;

  @BeforeAll
  static void open() {
    opened = RealStorage.Opened.make();
  }

  @AfterAll
  static void close() throws IOException {
    opened.close();
  }

  private static final String OURS = "+12025550100";
  private static final String ANA = "+12025550123";
  private static final String BEN = "+12025550124";
  private static final String CEM = "+14165550125";
  private static final WebhookAddress ADDRESS =
      new WebhookAddress(URI.create("https://phone.example"));

  static Stream<FakeDialect> dialects() {
    return Stream.of(new FakeTelnyx(), new FakeBandwidth());
  }

  /// A workspace at a carrier, and the carrier's side.
  private static final class House implements AutoCloseable {
    private final Storage storage;
    private final FakeDialect dialect;
    private final FakeApi api;
    private final Outbox outbox;
    private final SubmitText submit;
    private final Webhooks webhooks;
    private final WorkspaceId workspace;
    private final UUID member = Ids.next();
    private Runnable closeCarrier = () -> {};
    private int heard;

    House(FakeDialect dialect) {
      this.storage = opened.storage();
      this.dialect = dialect;
      Vertx vertx = opened.vertx();
      this.api = new FakeApi(vertx, dialect);
      ApiSettings settings = ApiSettings.at(dialect.name(), api.url());
      InstantSource clock = InstantSource.system();
      Carriers carriers = new Carriers(List.of(carrier(vertx, settings, clock)));
      this.outbox =
          new Outbox(storage, carriers, ADDRESS, OutboxSettings.DEFAULT, clock, new Random(1));
      outbox.start();
      this.submit = new SubmitText(storage, outbox, carriers);
      this.webhooks = new Webhooks(storage, carriers);
      this.workspace = storage.createWorkspace("Groups");
      boolean added = storage.inWorkspace(workspace, this::number);
      assertTrue(added);
    }

    private Carrier carrier(Vertx vertx, ApiSettings settings, InstantSource clock) {
      if (dialect.name().equals("telnyx")) {
        TelnyxCarrier telnyx = new TelnyxCarrier(vertx, settings, clock);
        closeCarrier = telnyx::close;
        return telnyx;
      }
      BandwidthCarrier bandwidth = new BandwidthCarrier(vertx, settings);
      closeCarrier = bandwidth::close;
      return bandwidth;
    }

    private boolean number(Tenant tx) {
      UUID account =
          new CarrierAccounts()
              .create(
                  tx,
                  Ids.next(),
                  dialect.name(),
                  dialect.access().accountId(),
                  dialect.access().authToken(),
                  Optional.empty(),
                  dialect.access().more())
              .orElseThrow()
              .id();
      return new Numbers().create(tx, OURS, "Desk", Optional.of(account)).isPresent();
    }

    SubmitResult send(String text, String... to) {
      return submit.submit(
          workspace, member, Ids.next().toString(), new TextDraft(OURS, List.of(to), text));
    }

    Message message(UUID id) {
      return storage.inWorkspace(workspace, tx -> new Messages().find(tx, id)).orElseThrow();
    }

    WebhookResult call(WebhookRequest request) {
      return webhooks.accept(dialect.name(), dialect.access().accountId(), request);
    }

    WebhookResult says(String from, String to, List<String> others, String words) {
      return call(dialect.text(new Heard("in-" + ++heard, from, to, others, words, List.of())));
    }

    void report(Taken taken, UUID id, String receiver, MessageState wanted, Optional<String> code) {
      String word =
          dialect.words().entrySet().stream()
              .filter(it -> it.getValue().name().equals(wanted.name()))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElseThrow();
      assertInstanceOf(
          WebhookResult.Stored.class, call(dialect.report(taken, id, receiver, word, code)));
    }

    Map<Integer, MessageState> receipts(UUID id) {
      return storage
          .inWorkspace(workspace, tx -> new Receipts().of(tx, List.of(id)))
          .getOrDefault(id, List.of())
          .stream()
          .collect(Collectors.toMap(Receipt::place, Receipt::state));
    }

    /// The texts of the conversation with exactly these people, oldest first, each with who wrote
    /// it.
    List<String> thread(String... people) {
      return storage.inWorkspace(
          workspace,
          tx -> {
            Conversation found =
                new Conversations()
                        .page(tx, member, ConversationFilter.ALL, Optional.empty(), 100)
                        .items()
                        .stream()
                        .filter(it -> Set.copyOf(it.participants().value()).equals(Set.of(people)))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no such conversation"));
            return new Messages()
                .page(tx, found.id(), Long.MAX_VALUE, 100).items().reversed().stream()
                    .map(it -> it.from().value() + " " + it.text().value())
                    .toList();
          });
    }

    int conversations() {
      return storage.inWorkspace(
          workspace,
          tx ->
              new Conversations()
                  .page(tx, member, ConversationFilter.ALL, Optional.empty(), 100)
                  .items()
                  .size());
    }

    Taken taken(UUID id) {
      Office.eventually("sent", () -> message(id).state() == MessageState.SENT);
      return api.ledger().getLast();
    }

    @Override
    public void close() {
      outbox.close();
      closeCarrier.run();
      api.close();
    }
  }

  private static Message submitted(SubmitResult result) {
    return assertInstanceOf(SubmitResult.Submitted.class, result).message();
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void outAndInAndStop(FakeDialect dialect) {
    try (House house = new House(dialect)) {
      everyReceiverIsToldApart(house);
      whatSomebodyWritesComesIntoTheGroup(house);
      aStopIsThatPersonsAlone(house);
    }
  }

  private static void everyReceiverIsToldApart(House house) {
    Message all = submitted(house.send("lunch?", ANA, BEN, CEM));
    Taken taken = house.taken(all.id());
    assertEquals(List.of(ANA, BEN, CEM), taken.receivers());
    assertEquals(1, house.api.ledger().size());
    assertEquals(Optional.of(taken.providerId()), house.message(all.id()).providerId());
    house.report(taken, all.id(), BEN, MessageState.DELIVERED, Optional.empty());
    house.report(taken, all.id(), BEN, MessageState.SENT, Optional.empty());
    assertEquals(MessageState.DELIVERED, house.receipts(all.id()).get(1), "never back");
    assertEquals(MessageState.SENT, house.message(all.id()).state(), "not all have it");
    house.report(taken, all.id(), ANA, MessageState.DELIVERED, Optional.empty());
    house.report(taken, all.id(), CEM, MessageState.DELIVERED, Optional.empty());
    assertEquals(MessageState.DELIVERED, house.message(all.id()).state());

    Message some = submitted(house.send("dinner?", ANA, BEN));
    taken = house.taken(some.id());
    house.report(taken, some.id(), ANA, MessageState.DELIVERED, Optional.empty());
    house.report(taken, some.id(), BEN, MessageState.UNDELIVERED, Optional.empty());
    assertEquals(
        Map.of(0, MessageState.DELIVERED, 1, MessageState.UNDELIVERED), house.receipts(some.id()));
    assertEquals(
        MessageState.SENT, house.message(some.id()).state(), "to send it again would be twice");

    Message none = submitted(house.send("hello?", ANA, BEN));
    taken = house.taken(none.id());
    house.report(taken, none.id(), ANA, MessageState.UNDELIVERED, Optional.empty());
    house.report(taken, none.id(), BEN, MessageState.UNDELIVERED, Optional.empty());
    assertEquals(MessageState.UNDELIVERED, house.message(none.id()).state());
    assertInstanceOf(
        WebhookResult.Unused.class,
        house.call(
            house.dialect.report(
                new Taken(taken.providerId(), OURS, CEM, "x", List.of(), taken.reference()),
                none.id(),
                CEM,
                house.dialect.words().keySet().iterator().next(),
                Optional.empty())),
        "it did not go to them");
  }

  private static void whatSomebodyWritesComesIntoTheGroup(House house) {
    int before = house.conversations();
    assertInstanceOf(
        WebhookResult.Stored.class, house.says(BEN, OURS, List.of(CEM, ANA), "yes please"));
    assertInstanceOf(WebhookResult.Stored.class, house.says(ANA, OURS, List.of(BEN, CEM), "no"));
    assertEquals(
        List.of(OURS + " lunch?", BEN + " yes please", ANA + " no"), house.thread(ANA, BEN, CEM));
    assertEquals(before, house.conversations(), "nobody's own conversation was begun");
    assertInstanceOf(WebhookResult.Stored.class, house.says(BEN, OURS, List.of(), "alone"));
    assertEquals(List.of(BEN + " alone"), house.thread(BEN));
    assertEquals(3, house.thread(ANA, BEN, CEM).size());
    assertInstanceOf(
        WebhookResult.Stored.class, house.says(BEN, ANA, List.of(OURS), "whoever is first"));
    assertEquals(BEN + " whoever is first", house.thread(ANA, BEN).getLast());
    assertInstanceOf(
        WebhookResult.UnknownNumber.class, house.says(BEN, ANA, List.of(CEM), "not ours"));
  }

  private static void aStopIsThatPersonsAlone(House house) {
    assertInstanceOf(WebhookResult.Stored.class, house.says(BEN, OURS, List.of(ANA, CEM), "STOP"));
    int sent = house.api.ledger().size();
    for (List<String> with : List.of(List.of(BEN), List.of(ANA, BEN), List.of(ANA, BEN, CEM))) {
      assertInstanceOf(
          SubmitResult.NotWelcome.class, house.send("still?", with.toArray(String[]::new)));
    }
    Message others = submitted(house.send("without", ANA, CEM));
    Taken taken = house.taken(others.id());
    assertEquals(sent + 1, house.api.ledger().size());
    Optional<String> code =
        house.dialect.codesOfReports().entrySet().stream()
            .filter(it -> it.getValue().name().equals("OPTED_OUT"))
            .map(Map.Entry::getKey)
            .findFirst();
    house.report(taken, others.id(), CEM, MessageState.UNDELIVERED, code);
    assertInstanceOf(SubmitResult.NotWelcome.class, house.send("told by the carrier", CEM));
    house.taken(submitted(house.send("not told", ANA)).id());
  }
}
