package dev.tandem.messaging.receive;

import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierLine;
import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.carrier.LineCarrier;
import dev.tandem.messaging.carrier.LineEvent;
import dev.tandem.messaging.carrier.LineEvent.PartReceived;
import dev.tandem.messaging.carrier.LineEvent.ReceiptReceived;
import dev.tandem.messaging.carrier.LineListener;
import dev.tandem.storage.Change;
import dev.tandem.storage.Changes;
import dev.tandem.storage.Directory.Found;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.workspace.CarrierAccount;
import dev.tandem.storage.workspace.CarrierAccounts;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a line open for every account at a carrier that is reached over one, and stores what comes
/// over it.
///
/// One loop follows the accounts: all of them at the start and now and then, those of a workspace
/// when it changed its own. Several gateways on one database each have a line of their own;
/// carriers let an account bind more than once.
public final class Lines implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Lines.class);
  private static final Duration ROUND = Duration.ofMinutes(10);

  private final Storage storage;
  private final Carriers carriers;
  private final CarrierAccounts accounts = new CarrierAccounts();
  private final TextParts parts;
  private final DeliveryReports reports = new DeliveryReports();
  private final Map<Found, Kept> lines = new HashMap<>();
  private final LinkedBlockingQueue<Optional<WorkspaceId>> changed = new LinkedBlockingQueue<>();
  private final Changes.Subscription subscription;
  private final Thread loop;
  private volatile boolean closing;

  /// A line with what it was opened for.
  private record Kept(CarrierAccount account, CarrierLine line) {
    boolean serves(CarrierAccount now) {
      return account.accountId().equals(now.accountId())
          && account.authToken().equals(now.authToken())
          && account.more().equals(now.more());
    }
  }

  public Lines(Storage storage, Carriers carriers) {
    this.storage = storage;
    this.carriers = carriers;
    this.parts = new TextParts(storage, new InboundTexts(storage));
    this.subscription =
        storage
            .changes()
            .subscribe(
                change -> {
                  if (change instanceof Change.NumbersChanged(WorkspaceId workspace)) {
                    changed.add(Optional.of(workspace));
                  }
                });
    this.loop = Thread.ofVirtual().name("lines").unstarted(this::run);
  }

  /// Starts opening lines.
  public void start() {
    loop.start();
  }

  private void run() {
    Optional<WorkspaceId> next = Optional.empty();
    try {
      while (!closing) {
        round(next);
        Optional<WorkspaceId> told = changed.poll(ROUND.toMillis(), TimeUnit.MILLISECONDS);
        next = told == null ? Optional.empty() : told;
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    lines.values().forEach(kept -> kept.line().close());
  }

  /// One workspace's accounts, or everybody's.
  private void round(Optional<WorkspaceId> only) {
    try {
      Set<Found> there = new HashSet<>();
      for (Found found : storage.directory().carrierAccounts()) {
        there.add(found);
        if (only.isEmpty() || only.get().equals(found.workspace())) {
          follow(found);
        }
      }
      List.copyOf(lines.keySet()).stream()
          .filter(found -> !there.contains(found))
          .forEach(this::end);
    } catch (StorageException down) {
      log.warn("The accounts at carriers cannot be read; lines stay as they are", down);
    }
  }

  private void follow(Found found) {
    Optional<CarrierAccount> account =
        storage.inWorkspace(found.workspace(), tx -> accounts.find(tx, found.subject()));
    if (account.isEmpty()
        || !(carriers.named(account.get().carrier()).orElse(null) instanceof LineCarrier carrier)) {
      return;
    }
    Kept kept = lines.get(found);
    if (kept != null && kept.serves(account.get())) {
      parts.tidy(found.workspace(), found.subject());
      return;
    }
    end(found);
    CarrierAccount now = account.get();
    CarrierAccess access = new CarrierAccess(now.accountId().value(), now.authToken(), now.more());
    lines.put(found, new Kept(now, carrier.open(access, new Ear(found))));
  }

  private void end(Found found) {
    Kept kept = lines.remove(found);
    if (kept != null) {
      kept.line().close();
    }
  }

  /// Stores what comes over one account's line.
  private final class Ear implements LineListener {
    private final Found account;

    Ear(Found account) {
      this.account = account;
    }

    @Override
    public Heard hear(LineEvent event) {
      try {
        return switch (event) {
          case PartReceived part -> parts.store(account.workspace(), account.subject(), part);
          case ReceiptReceived receipt -> heard(receipt);
        };
      } catch (StorageException down) {
        log.warn("What came over a line could not be stored; the carrier tells it again", down);
        return new Heard.NotNow();
      }
    }

    private Heard heard(ReceiptReceived receipt) {
      WebhookResult result =
          storage.inWorkspace(
              account.workspace(), tx -> reports.store(tx, account.subject(), receipt));
      return result instanceof WebhookResult.Unavailable ? new Heard.NotNow() : new Heard.Unused();
    }

    @Override
    public void acknowledged(List<UUID> kept) {
      try {
        parts.acknowledged(account.workspace(), kept);
      } catch (StorageException down) {
        log.warn("{} acknowledged texts stay noted for an hour", kept.size(), down);
      }
    }
  }

  /// Takes leave of all carriers.
  @Override
  public void close() {
    closing = true;
    subscription.close();
    changed.add(Optional.empty());
    try {
      loop.join(Duration.ofSeconds(10));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
