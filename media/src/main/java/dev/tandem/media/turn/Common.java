package dev.tandem.media.turn;

import java.util.random.RandomGenerator;

/// What the machines of one relay have in common: the ledger of quotas, which relayed ports are
/// held, and the keys of nonces and tickets, so that what one machine gave out, another
/// understands. Any thread may use it.
///
/// The machines must be told the same time, too: `now` counts from the same moment for all.
public final class Common {

  private static final int KEY_BYTES = 32;

  private final Quotas quotas;
  private final HeldPorts held = new HeldPorts();
  private final byte[] nonceKey = new byte[KEY_BYTES];
  private final byte[] ticketKey = new byte[KEY_BYTES];

  /// @param random unpredictable
  public Common(RelayLimits limits, RandomGenerator random) {
    quotas = new Quotas(limits);
    random.nextBytes(nonceKey);
    random.nextBytes(ticketKey);
  }

  Quotas quotas() {
    return quotas;
  }

  HeldPorts held() {
    return held;
  }

  byte[] nonceKey() {
    return nonceKey;
  }

  byte[] ticketKey() {
    return ticketKey;
  }
}
