package dev.tandem.messaging.send;

import dev.tandem.messaging.carrier.Capabilities;
import dev.tandem.messaging.carrier.Carrier;
import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierCommand.LookUpText;
import dev.tandem.messaging.carrier.CarrierCommand.SendText;
import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.CarrierError.Remedy;
import dev.tandem.messaging.carrier.CredentialForm;
import dev.tandem.messaging.carrier.DeliveryState;
import dev.tandem.messaging.carrier.LookUpOutcome;
import dev.tandem.messaging.carrier.NumbersOutcome;
import dev.tandem.messaging.carrier.SendOutcome;
import dev.tandem.messaging.carrier.Sighting;
import dev.tandem.messaging.carrier.Trouble;
import dev.tandem.messaging.text.PhoneNumber;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// A carrier with a ledger of what it took, and faults to order.
final class FakeCarrier implements Carrier {
  /// What happens to a send.
  enum Fault {
    /// Taken and answered.
    NONE,
    /// Taken, and the answer is lost.
    ANSWER_LOST,
    /// The request is lost.
    REQUEST_LOST,
    /// Not taken for now.
    BUSY,
    /// Refused because the number is not registered.
    UNREGISTERED,
    /// Refused because of the account.
    SUSPENDED,
    /// Refused for good.
    REFUSED,
    /// Taken, and this process dies before it hears the answer.
    CRASH_AFTER,
    /// This process dies before the request is out.
    CRASH_BEFORE
  }

  /// What stands for the end of the process: nothing catches it on the way out.
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  record Entry(UUID messageId, String providerId, String to, List<String> others, String text) {}

  private final String name;
  private final AtomicInteger last = new AtomicInteger();
  private final List<Entry> ledger = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Fault> ordered = new ConcurrentLinkedQueue<>();
  private volatile Supplier<Fault> faults = () -> Fault.NONE;
  private volatile boolean canTell = true;
  private volatile double segmentsPerSecond = 100_000;
  private volatile int files;
  private volatile int groupReceivers;

  FakeCarrier(String name) {
    this.name = name;
  }

  FakeCarrier next(Fault... inOrder) {
    ordered.addAll(List.of(inOrder));
    return this;
  }

  FakeCarrier always(Supplier<Fault> choice) {
    faults = choice;
    return this;
  }

  FakeCarrier cannotTell() {
    canTell = false;
    return this;
  }

  FakeCarrier takes(double segments) {
    segmentsPerSecond = segments;
    return this;
  }

  FakeCarrier takesFiles(int most) {
    files = most;
    return this;
  }

  FakeCarrier takesGroups(int most) {
    groupReceivers = most;
    files = Math.max(files, 1);
    return this;
  }

  /// What was taken, in order.
  List<Entry> ledger() {
    return ledger;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        files > 0,
        groupReceivers,
        1600,
        10,
        files,
        files * 1_000_000,
        segmentsPerSecond,
        false,
        canTell ? Capabilities.LookUp.BY_WORDS : Capabilities.LookUp.BY_REPORT_ONLY,
        false);
  }

  @Override
  public CredentialForm credentials() {
    return new CredentialForm(
        CredentialForm.Field.of("account_id", "Account", ".+"),
        CredentialForm.Field.of("auth_token", "Token", ".+"),
        List.of());
  }

  @Override
  public NumbersOutcome numbers(CarrierAccess access) {
    return new NumbersOutcome.Listed(List.of(), true);
  }

  @Override
  public SendOutcome send(SendText command, CarrierAccess access) {
    Fault fault = Optional.ofNullable(ordered.poll()).orElseGet(faults);
    return switch (fault) {
      case NONE -> new SendOutcome.Accepted(take(command));
      case ANSWER_LOST -> {
        take(command);
        yield new SendOutcome.Unknown("timeout");
      }
      case REQUEST_LOST -> new SendOutcome.Unknown("timeout");
      case BUSY -> new SendOutcome.Retry(Optional.of(Duration.ofMillis(5)), "http_429");
      case UNREGISTERED -> new SendOutcome.Refused(Trouble.UNREGISTERED.as("30034"));
      case SUSPENDED ->
          new SendOutcome.Refused(
              new CarrierError("suspended", Remedy.FIX_ACCOUNT, "The account is suspended."));
      case REFUSED ->
          new SendOutcome.Refused(new CarrierError("21610", Remedy.OPTED_OUT, "No more texts."));
      case CRASH_AFTER -> {
        take(command);
        throw new Crash();
      }
      case CRASH_BEFORE -> throw new Crash();
    };
  }

  private Sighting take(SendText command) {
    String providerId = "SM" + "%032x".formatted(last.incrementAndGet());
    ledger.add(
        new Entry(
            command.messageId(),
            providerId,
            command.to().e164(),
            command.others().stream().map(PhoneNumber::e164).toList(),
            command.text()));
    return new Sighting(providerId, DeliveryState.ACCEPTED, Optional.empty());
  }

  @Override
  public LookUpOutcome lookUp(LookUpText command, CarrierAccess access) {
    if (!canTell) {
      return new LookUpOutcome.CannotTell(false, "no_look_up");
    }
    // Like a real one it knows numbers and words, not our id.
    List<Sighting> found =
        ledger.stream()
            .filter(
                entry ->
                    entry.to().equals(command.to().e164()) && entry.text().equals(command.text()))
            .map(entry -> new Sighting(entry.providerId(), DeliveryState.SENT, Optional.empty()))
            .toList();
    return found.isEmpty() ? new LookUpOutcome.NotThere() : new LookUpOutcome.Found(found, true);
  }
}
