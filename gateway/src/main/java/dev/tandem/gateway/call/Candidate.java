package dev.tandem.gateway.call;

/// An ICE candidate as browsers exchange it (RFC 8829 section 3.4.2, RFC 8839 section 5.1). The
/// machine passes it on unread.
///
/// @param candidate the candidate-attribute's value; empty means no more candidates of this
///   generation
/// @param sdpMid identification tag of the media description
/// @param sdpMLineIndex index of the media description, from 0
public record Candidate(String candidate, String sdpMid, int sdpMLineIndex) {}
