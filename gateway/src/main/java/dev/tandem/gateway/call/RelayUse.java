package dev.tandem.gateway.call;

/// What one side's device says of its way to the other side.
///
/// @param relayed whether it sends and receives through a relay
/// @param bytes through the relay so far, both ways; 0 where it is not relayed
public record RelayUse(boolean relayed, long bytes) {}
