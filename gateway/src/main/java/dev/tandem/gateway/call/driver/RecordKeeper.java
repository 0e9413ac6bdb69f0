package dev.tandem.gateway.call.driver;

import dev.tandem.gateway.call.CallOutput;
import dev.tandem.gateway.call.CallSummary;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

/// Writes call records behind the calls: a ring does not wait for the database. The writes of one
/// call happen in their order; one that fails is tried again for hours before it is given up, and
/// after a crash the records that were left open are closed at the next start.
final class RecordKeeper {
  /// Longer than any outage an operator sleeps through.
  private static final Duration PATIENCE = Duration.ofHours(12);

  /// The caller waits for this one, and the machine with it: shorter than its `save` limit.
  private static final Duration SAVE_PATIENCE = Duration.ofSeconds(30);

  private static final class Entry {
    final CallLedger.Opened opened;
    Future<Void> tail = Future.succeededFuture();

    Entry(CallLedger.Opened opened) {
      this.opened = opened;
    }
  }

  private final Owner owner;
  private final CallLedger ledger;
  private final Retries retries;
  private final InstantSource clock;
  private final Map<UUID, Entry> entries = new HashMap<>();

  RecordKeeper(Owner owner, CallLedger ledger, Retries retries, InstantSource clock) {
    this.owner = owner;
    this.ledger = ledger;
    this.retries = retries;
    this.clock = clock;
  }

  /// Calls whose record is not closed in the database yet.
  int pending() {
    return entries.size();
  }

  void open(CallOutput.OpenRecord open) {
    CallLedger.Opened opened =
        new CallLedger.Opened(open.call(), open.caller(), open.callee(), clock.instant());
    Entry entry = new Entry(opened);
    entries.put(open.call(), entry);
    append(entry, PATIENCE, "Opening a call record", () -> ledger.open(opened));
  }

  void close(UUID call, CallSummary summary) {
    Entry entry = entry(call);
    append(entry, PATIENCE, "Closing a call record", () -> ledger.close(entry.opened, summary))
        .onComplete(done -> owner.run(() -> entries.remove(call)));
  }

  /// Writes the voicemail; a failure is told, and then the record still has to be closed.
  Future<Void> save(UUID call, CallSummary summary, CallLedger.Sound sound) {
    Entry entry = entry(call);
    Future<Void> saved =
        append(
            entry,
            SAVE_PATIENCE,
            "Writing a voicemail",
            () -> ledger.saveVoicemail(entry.opened, summary, sound));
    return saved.onSuccess(done -> owner.run(() -> entries.remove(call)));
  }

  private Entry entry(UUID call) {
    Entry entry = entries.get(call);
    if (entry == null) {
      throw new IllegalStateException("a record is opened before it is closed");
    }
    return entry;
  }

  private Future<Void> append(Entry entry, Duration patience, String what, Runnable write) {
    Callable<Void> work =
        () -> {
          write.run();
          return null;
        };
    Future<Void> done = entry.tail.transform(before -> retries.within(patience, what, work));
    entry.tail = done;
    return done;
  }
}
