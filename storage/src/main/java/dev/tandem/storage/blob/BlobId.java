package dev.tandem.storage.blob;

import java.util.UUID;

/// Names a blob in its workspace.
public record BlobId(UUID value) {}
