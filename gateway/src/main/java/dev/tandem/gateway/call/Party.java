package dev.tandem.gateway.call;

import java.util.UUID;

/// A member of a workspace, as a call sees one: who can be called, and who can be busy.
public record Party(UUID workspace, UUID member) {}
