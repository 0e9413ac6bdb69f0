package dev.tandem.messaging.carrier.smpp;

import dev.tandem.messaging.carrier.Capabilities;
import dev.tandem.messaging.carrier.Capabilities.LookUp;
import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierCommand.SendText;
import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.CarrierError.Remedy;
import dev.tandem.messaging.carrier.CarrierLine;
import dev.tandem.messaging.carrier.CarrierLine.State;
import dev.tandem.messaging.carrier.CredentialForm;
import dev.tandem.messaging.carrier.LineCarrier;
import dev.tandem.messaging.carrier.LineEvent;
import dev.tandem.messaging.carrier.LineListener;
import dev.tandem.messaging.carrier.LineListener.Heard;
import dev.tandem.messaging.carrier.NumbersOutcome;
import dev.tandem.messaging.carrier.SendOutcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jsmpp.SMPPConstant;
import org.jsmpp.extra.NegativeResponseException;

/// Any carrier that speaks SMPP 3.4.
///
/// A text whose submit_sm got no answer cannot be asked for: query_sm takes the id that the answer
/// would have brought. Its receipt settles it.
public final class SmppCarrier implements LineCarrier {
  /// What SMSCs take by default; accounts are often given more.
  private static final double SEGMENTS_PER_SECOND = 10;

  private static final Capabilities CAPABILITIES =
      new Capabilities(
          false, 0, 1600, 10, 0, 0, SEGMENTS_PER_SECOND, false, LookUp.BY_REPORT_ONLY, false);

  private final SmppSettings settings;
  private final Map<String, SmppLine> lines = new ConcurrentHashMap<>();

  public SmppCarrier(SmppSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "smpp";
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public CredentialForm credentials() {
    return SmppAccount.FORM;
  }

  @Override
  public CarrierLine open(CarrierAccess access, LineListener listener) {
    String id = access.accountId();
    SmppLine line = new SmppLine(access, settings, listener, () -> lines.remove(id));
    lines.put(id, line);
    return line;
  }

  @Override
  public SendOutcome send(SendText command, CarrierAccess access) {
    return line(access)
        .map(line -> line.send(command))
        .orElseGet(() -> new SendOutcome.Retry(Optional.empty(), "unreachable"));
  }

  private Optional<SmppLine> line(CarrierAccess access) {
    return Optional.ofNullable(lines.get(access.accountId())).filter(line -> line.serves(access));
  }

  /// SMPP lists no numbers; that the SMSC lets us in is what can be known. An account that may bind
  /// once only and has its line open is let in.
  @Override
  public NumbersOutcome numbers(CarrierAccess access) {
    if (line(access).map(SmppLine::state).orElse(null) instanceof State.Open) {
      return new NumbersOutcome.Listed(List.of(), false);
    }
    try (SmppSession trial = new SmppSession(SmppAccount.of(access), settings, new Deaf())) {
      trial.bind(settings.answer());
      return new NumbersOutcome.Listed(List.of(), false);
    } catch (NegativeResponseException refused) {
      CarrierError error = SmppErrors.of(refused.getCommandStatus());
      if (refused.getCommandStatus() == SMPPConstant.STAT_ESME_RALYBND) {
        return new NumbersOutcome.Listed(List.of(), false);
      }
      return error.remedy() == Remedy.FIX_ACCOUNT
          ? new NumbersOutcome.Refused(error)
          : new NumbersOutcome.Unavailable(error.code());
    } catch (IOException unreachable) {
      return new NumbersOutcome.Unavailable("unreachable");
    }
  }

  /// Has everything told again that comes in the moment of a check.
  private record Deaf() implements LineListener {
    @Override
    public Heard hear(LineEvent event) {
      return new Heard.NotNow();
    }

    @Override
    public void acknowledged(List<UUID> kept) {}
  }
}
