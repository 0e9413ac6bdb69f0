package dev.tandem.storage.audit;

import java.util.Arrays;
import java.util.Optional;

/// Everything that is audited: a closed list. The word stands in the log for good, so a constant
/// may be renamed and its word may not.
///
/// A word is `object.what_happened_to_it`. What comes with it is sealed ([AuditDetail]); the
/// comment of each constant says whose id the subject is.
public enum AuditAction {
  /// Somebody came in. Subject: the device.
  SESSION_OPENED("session.opened"),
  /// A wrong password, or a link that does not work any more. Subject: the member.
  SESSION_REFUSED("session.refused"),
  /// More attempts than are allowed; told once a window. Subject: the member.
  SESSION_LIMITED("session.limited"),
  /// Signed out. Subject: the device.
  SESSION_CLOSED("session.closed"),
  /// A device was signed out from another one. Subject: the device.
  DEVICE_REVOKED("device.revoked"),
  /// A link that signs in once. Subject: the member; none for the first owner's.
  SIGN_IN_LINK_MADE("sign_in_link.made"),
  /// Subject: the member.
  MEMBER_INVITED("member.invited"),
  /// The first owner came in. Subject: the member.
  OWNER_MADE("owner.made"),
  /// Subject: the member.
  MEMBER_RENAMED("member.renamed"),
  /// Subject: the member.
  PASSWORD_SET("password.set"),
  /// Subject: the key.
  API_KEY_MADE("api_key.made"),
  /// Subject: the key.
  API_KEY_REVOKED("api_key.revoked"),
  /// A password of one device's address book. Subject: the password.
  APP_PASSWORD_MADE("app_password.made"),
  /// Subject: the password.
  APP_PASSWORD_REVOKED("app_password.revoked"),
  /// A wrong one at the address book's door; so many a member and no more. Subject: the member.
  APP_PASSWORD_REFUSED("app_password.refused"),
  /// Subject: the carrier account.
  CARRIER_ACCOUNT_ADDED("carrier_account.added"),
  /// Its credentials are gone. Subject: the carrier account.
  CARRIER_ACCOUNT_REMOVED("carrier_account.removed"),
  /// Subject: the number.
  NUMBER_ADDED("number.added"),
  /// What is known of its registration (10DLC). Subject: the number.
  NUMBER_REGISTERED("number.registered"),
  /// Which accounts it is hosted on. Subject: the number.
  NUMBER_HOSTED("number.hosted"),
  /// One text for many began. Subject: the broadcast.
  BROADCAST_BEGUN("broadcast.begun"),
  /// It begins, or goes on, at a time. Subject: the broadcast.
  BROADCAST_SCHEDULED("broadcast.scheduled"),
  /// Subject: the broadcast.
  BROADCAST_PAUSED("broadcast.paused"),
  /// Subject: the broadcast.
  BROADCAST_RESUMED("broadcast.resumed"),
  /// Who had not got it gets it no more. Subject: the broadcast.
  BROADCAST_CANCELED("broadcast.canceled"),
  /// A list of receivers was made, or is another. Subject: the list.
  RECEIVER_LIST_KEPT("receiver_list.kept"),
  /// Subject: the list.
  RECEIVER_LIST_DELETED("receiver_list.deleted"),
  /// A member decided whether somebody may be texted. Subject: the conversation.
  CONSENT_DECIDED("consent.decided"),
  /// What came with a text was deleted at the carrier, once it was kept here. Subject: the
  /// attachment.
  ATTACHMENT_REMOVED_AT_CARRIER("attachment.removed_at_carrier"),
  /// The hours in which programs text nobody are others.
  QUIET_HOURS_CHANGED("quiet_hours.changed"),
  SEARCH_SWITCHED_ON("search.switched_on"),
  SEARCH_SWITCHED_OFF("search.switched_off"),
  /// Subject: the voicemail.
  VOICEMAIL_DELETED("voicemail.deleted"),
  CONTACTS_IMPORTED("contacts.imported"),
  CONTACTS_EXPORTED("contacts.exported"),
  /// More contacts at once than the brake lets through without a question.
  CONTACTS_MASS_DELETED("contacts.mass_deleted"),
  /// The address book was set back to a day.
  CONTACTS_RESTORED("contacts.restored"),
  /// The root key that wraps this workspace's keys is another one.
  ROOT_KEY_TURNED("root_key.turned"),
  WORKSPACE_KEY_TURNED("workspace_key.turned"),
  DATA_KEY_TURNED("data_key.turned"),
  /// What was sealed under older data keys is sealed under the newest.
  RECORDS_RESEALED("records.resealed"),
  /// An old data key is gone. The detail says which.
  KEY_DESTROYED("key.destroyed"),
  /// All keys of the workspace are destroyed: the last entry of its log, whose details nobody can
  /// open any more.
  WORKSPACE_SHREDDED("workspace.shredded"),
  /// The log itself left the installation, its details opened.
  AUDIT_EXPORTED("audit.exported");

  private final String word;

  AuditAction(String word) {
    this.word = word;
  }

  /// As it stands in the log.
  public String word() {
    return word;
  }

  public static Optional<AuditAction> of(String word) {
    return Arrays.stream(values()).filter(action -> action.word.equals(word)).findFirst();
  }
}
