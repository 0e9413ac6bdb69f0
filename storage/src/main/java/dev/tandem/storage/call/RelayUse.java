package dev.tandem.storage.call;

/// What one side's device says of its way to the other side.
///
/// @param relayed whether it sent and received through a relay
/// @param bytes of sound through the relay, both ways, when it last said so; 0 where it was not
///   relayed
public record RelayUse(boolean relayed, long bytes) {}
