package dev.tandem.storage.message;

import dev.tandem.storage.seal.Personal;

/// What came with a text, as a carrier announces it.
///
/// @param source where the carrier keeps it
/// @param mediaType as the carrier says
public record NewAttachment(Personal<String> source, String mediaType) {}
