package dev.tandem.gateway.edge.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.gateway.call.Party;
import dev.tandem.messaging.broadcast.BroadcastDraft;
import dev.tandem.messaging.broadcast.BroadcastResult;
import dev.tandem.messaging.broadcast.DueBroadcasts;
import dev.tandem.messaging.broadcast.PlanBroadcast;
import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.carrier.WebhookAddress;
import dev.tandem.messaging.send.Outbox;
import dev.tandem.messaging.send.OutboxSettings;
import dev.tandem.messaging.send.SubmitText;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.broadcast.Broadcast.State;
import dev.tandem.storage.broadcast.Broadcasts;
import dev.tandem.storage.job.Jobs;
import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.workspace.CarrierAccounts;
import dev.tandem.storage.workspace.Numbers;
import dev.tandem.storage.workspace.QuietTimes;
import dev.tandem.storage.workspace.Workspaces;
import java.net.URI;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Goal: every change of a broadcast is told to every window of the team, and each text that it
/// hands in too; another workspace hears nothing. Method: real storage and sockets, each deed by
/// the use case that does it; every window's events are counted out one by one, and the stranger's
/// first is of their own workspace. The number has no carrier, so what is handed in fails.
final class BroadcastReachesEveryOpenWindowTest {
  private static final String OURS = "+12025550100";

  private final Storage storage = RealtimeHouse.storage();
  private final Carriers carriers = new Carriers(List.of());
  private final PlanBroadcast plan = new PlanBroadcast(carriers, new Jobs(storage));

  private void office(WorkspaceId workspace) {
    boolean _ =
        storage.inWorkspace(
            workspace,
            tx -> {
              new Workspaces()
                  .keepQuiet(tx, new QuietTimes(false, LocalTime.of(21, 0), LocalTime.of(8, 0)));
              UUID account =
                  new CarrierAccounts()
                      .create(tx, "none", "AC" + Ids.next(), Secret.of("t"), Optional.empty())
                      .orElseThrow()
                      .id();
              return new Numbers().create(tx, OURS, "Sales", Optional.of(account)).isPresent();
            });
  }

  private UUID begin(WorkspaceId workspace, Party author) {
    BroadcastDraft draft =
        new BroadcastDraft(
            "Hours", OURS, List.of("+12125551000", "+12125551001"), "Hi", 1, Optional.empty());
    return assertInstanceOf(
            BroadcastResult.Done.class,
            storage.inWorkspace(
                workspace, tx -> plan.begin(tx, Ids.next(), author.member(), draft)))
        .broadcast()
        .id();
  }

  private void becomes(State state, WorkspaceId workspace, UUID id, List<TestPhone> windows) {
    told(1, id, windows);
    assertEquals(
        state,
        storage.inWorkspace(workspace, tx -> new Broadcasts().find(tx, id)).orElseThrow().state());
  }

  private static void told(int times, UUID id, List<TestPhone> windows) {
    for (TestPhone window : windows) {
      for (int i = 0; i < times; i++) {
        assertEquals(id.toString(), window.event("broadcast.changed").getString("id"));
      }
    }
  }

  @Test
  void everyChangeIsToldToEachWindow() {
    try (RealtimeHouse house = RealtimeHouse.open();
        Outbox outbox =
            new Outbox(
                storage,
                carriers,
                new WebhookAddress(URI.create("https://phone.example")),
                OutboxSettings.DEFAULT,
                InstantSource.system(),
                new Random(1))) {
      outbox.start();
      SubmitText submit = new SubmitText(storage, outbox, carriers);
      DueBroadcasts due = new DueBroadcasts(storage, submit, carriers);
      WorkspaceId workspace = house.workspace(25);
      WorkspaceId other = house.workspace(25);
      office(workspace);
      office(other);
      Party anna = house.member(workspace, "Anna");
      Party mallory = house.member(other, "Mallory");
      List<TestPhone> windows =
          List.of(house.phone(anna), house.phone(anna), house.phone(house.member(workspace, "Bo")));
      TestPhone stranger = house.phone(mallory);

      UUID id = begin(workspace, anna);
      told(2, id, windows); // made, and under way
      assertTrue(due.work(InstantSource.system().instant()));
      becomes(State.RUNNING, workspace, id, windows);
      for (TestPhone window : windows) {
        assertEquals(
            "Hi", window.event("message.created").getJsonObject("message").getString("text"));
        assertEquals(
            "failed", window.event("message.updated").getJsonObject("message").getString("state"));
      }
      BroadcastResult _ = storage.inWorkspace(workspace, tx -> plan.pause(tx, id));
      becomes(State.PAUSED, workspace, id, windows);
      BroadcastResult _ = storage.inWorkspace(workspace, tx -> plan.resume(tx, id));
      becomes(State.RUNNING, workspace, id, windows);
      BroadcastResult _ = storage.inWorkspace(workspace, tx -> plan.cancel(tx, id));
      becomes(State.CANCELED, workspace, id, windows);

      UUID next = begin(workspace, anna);
      told(2, next, windows);
      UUID theirs = begin(other, mallory);
      told(2, theirs, List.of(stranger));
    }
  }
}
