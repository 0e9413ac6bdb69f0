package dev.tandem.storage.call;

import dev.tandem.storage.WorkspaceId;
import java.time.Instant;
import java.util.UUID;

/// A call in which two were talking when the gateway that served it ended.
///
/// @param seenAt when a gateway last knew that it goes on
public record StandingCall(
    WorkspaceId workspace,
    UUID id,
    UUID callerMemberId,
    UUID calleeMemberId,
    Instant startedAt,
    CallTalk talk,
    Instant seenAt) {}
