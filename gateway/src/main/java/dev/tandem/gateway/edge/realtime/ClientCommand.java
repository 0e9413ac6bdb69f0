package dev.tandem.gateway.edge.realtime;

import dev.tandem.gateway.call.Candidate;
import dev.tandem.gateway.call.RelayUse;
import java.util.Optional;
import java.util.UUID;

/// Everything a client can want, as the protocol's names: `call.start` is [CallStart], and so on.
sealed interface ClientCommand {
  record CallStart(UUID toMember, String sdp, boolean voicemailOnly) implements ClientCommand {}

  record CallAnswer(UUID call, String sdp) implements ClientCommand {}

  record CallDecline(UUID call) implements ClientCommand {}

  record CallHangUp(UUID call) implements ClientCommand {}

  record CallCandidate(UUID call, Candidate candidate) implements ClientCommand {}

  record CallConnected(UUID call, boolean relayed, Optional<RelayUse> own)
      implements ClientCommand {}

  record CallMute(UUID call, boolean muted) implements ClientCommand {}

  record CallDtmf(UUID call, char digit) implements ClientCommand {}

  record CallOffer(UUID call, String sdp) implements ClientCommand {}

  record CallReanswer(UUID call, String sdp) implements ClientCommand {}

  /// Where the device looks, and whether somebody types there; nowhere when empty.
  record Look(Optional<UUID> conversation, boolean typing) implements ClientCommand {}
}
