package dev.tandem.messaging.carrier.fake;

import java.util.List;

/// A text that a fake carrier took.
///
/// @param reference what the carrier was given to bring our message's id back with
public record Taken(
    String providerId, String from, String to, String text, List<String> media, String reference) {}
