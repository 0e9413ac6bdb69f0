package dev.tandem.gateway.config;

import dev.tandem.gateway.config.Config.OwnCertificate;
import dev.tandem.media.turn.RelayLimits;
import dev.tandem.storage.seal.Secret;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/// All that a relay process is told. It knows no database, no key and no member.
///
/// @param secret what it shares with the gateways
/// @param certificate what it serves TLS with; empty when it does not
/// @param control where it tells its health and numbers, and is told of revocations
/// @param drainTo where clients are sent while it drains; empty tells them that there is no room
/// @param drain how long it waits for its calls once it is asked to stop
public record RelayConfig(
    Config.Relay relay,
    Secret<String> secret,
    Optional<OwnCertificate> certificate,
    InetSocketAddress control,
    RelayLimits limits,
    Optional<InetSocketAddress> drainTo,
    Duration drain,
    String logLevel) {}
