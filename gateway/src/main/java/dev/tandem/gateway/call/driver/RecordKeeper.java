package dev.tandem.gateway.call.driver;

import dev.tandem.gateway.call.CallOutput;
import dev.tandem.gateway.call.CallSummary;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

/// Writes call records behind the calls: a ring does not wait for the database. The writes of one
/// call happen in their order; one that fails is tried again for hours before it is given up. What
/// is open is noted as seen every few seconds: after a crash a call that nobody comes back to is
/// closed as ended then.
final class RecordKeeper {
  /// Longer than any outage an operator sleeps through.
  private static final Duration PATIENCE = Duration.ofHours(12);

  /// The caller waits for this one, and the machine with it: shorter than its `save` limit.
  private static final Duration SAVE_PATIENCE = Duration.ofSeconds(30);

  private static final class Entry {
    final CallLedger.Opened opened;
    Future<Void> tail = Future.succeededFuture();

    /// Whether the call is known to go on: not of one that was taken up, until somebody is back.
    boolean goesOn = true;

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

  /// Goes on with the record of a call of another gateway's time.
  void takeUp(CallLedger.Opened opened) {
    Entry entry = new Entry(opened);
    entry.goesOn = false;
    entries.put(opened.call(), entry);
  }

  void goesOn(UUID call) {
    entry(call).goesOn = true;
  }

  void answered(CallOutput.NoteTalk talk) {
    Entry entry = entry(talk.call());
    CallLedger.Talk noted =
        new CallLedger.Talk(
            talk.caller(), talk.answerer(), talk.ringingAfter(), talk.answeredAfter());
    Future<Void> _ =
        append(entry, PATIENCE, "Noting who talks", () -> ledger.answered(entry.opened, noted));
  }

  /// Notes that what is open goes on. What fails is not tried again: the next one comes soon.
  void beat() {
    List<CallLedger.Opened> open =
        entries.values().stream().filter(entry -> entry.goesOn).map(entry -> entry.opened).toList();
    if (!open.isEmpty()) {
      Instant now = clock.instant();
      Callable<Void> note =
          () -> {
            ledger.seen(open, now);
            return null;
          };
      Future<Void> _ = retries.once(note);
    }
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
