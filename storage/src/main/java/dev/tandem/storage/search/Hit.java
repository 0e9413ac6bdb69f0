package dev.tandem.storage.search;

import java.util.List;

/// Something found, and what of its text made it so.
public record Hit<T>(T found, List<Highlight> highlights) {}
