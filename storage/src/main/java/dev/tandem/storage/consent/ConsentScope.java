package dev.tandem.storage.consent;

/// How far an entry reaches.
public enum ConsentScope {
  /// The one number of ours that it was said to.
  NUMBER,
  /// All numbers of the workspace.
  WORKSPACE
}
