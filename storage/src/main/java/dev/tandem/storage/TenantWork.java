package dev.tandem.storage;

/// What is done in one transaction. It may run again when the database asks for it, so it changes
/// nothing outside.
@FunctionalInterface
public interface TenantWork<T> {
  T run(Tenant tx);
}
