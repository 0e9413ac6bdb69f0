package dev.tandem.storage.workspace;

/// What a member may do, most first.
public enum Role {
  OWNER,
  ADMIN,
  MEMBER
}
