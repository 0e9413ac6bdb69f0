package dev.tandem.storage.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Ids;
import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.seal.Secret;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: what a carrier said that a number can do holds for that account alone. Method: real
/// storage, a number that goes from one account to another and back.
@ExtendWith(SharedStorage.class)
class WhatACarrierSaidGoesWithItsAccountTest {
  private static final Numbers NUMBERS = new Numbers();
  private static final NumberHosts HOSTS = new NumberHosts();
  private static final CarrierAccounts ACCOUNTS = new CarrierAccounts();

  private static UUID account(Tenant tx, String carrier) {
    return ACCOUNTS
        .create(tx, carrier, Ids.next().toString(), Secret.of("token"), Optional.empty())
        .orElseThrow()
        .id();
  }

  private static Optional<Boolean> mms(Tenant tx, UUID number) {
    return NUMBERS.find(tx, number).orElseThrow().mms();
  }

  @Test
  void anotherAccountDidNotSayIt(Storage storage) {
    storage.inWorkspace(
        storage.createWorkspace("Numbers"),
        tx -> {
          UUID first = account(tx, "telnyx");
          UUID second = account(tx, "plivo");
          UUID number =
              NUMBERS.create(tx, "+12025550100", "Desk", Optional.of(first)).orElseThrow().id();
          assertEquals(Optional.empty(), mms(tx, number));
          assertTrue(NUMBERS.sendsAttachments(tx, number, false));
          assertFalse(NUMBERS.sendsAttachments(tx, number, false), "it was known");
          HOSTS.set(tx, number, List.of(first, second));
          assertEquals(Optional.of(false), mms(tx, number), "its own account is the same");
          HOSTS.set(tx, number, List.of(second, first));
          assertEquals(Optional.empty(), mms(tx, number));
          assertTrue(NUMBERS.sendsAttachments(tx, number, true));
          assertTrue(ACCOUNTS.remove(tx, second));
          PhoneNumberRecord now = NUMBERS.find(tx, number).orElseThrow();
          assertEquals(Optional.of(first), now.carrierAccountId());
          assertEquals(Optional.empty(), now.mms());
          return true;
        });
  }
}
