package dev.tandem.gateway.contact;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.storage.Page;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.contact.Contact;
import dev.tandem.storage.contact.Contacts;
import dev.tandem.storage.contact.Photos;
import ezvcard.VCardVersion;
import java.util.Optional;

/// The whole address book as vCards, some contacts at a time, each piece in a transaction of its
/// own. What changes while it runs may be in it as it was or as it is.
public final class ContactExport {
  /// Contacts of one piece; with pictures it has at most some 28 MB.
  private static final int AT_ONCE = 20;

  private final Storage storage;
  private final WorkspaceId workspace;
  private final VCardVersion version;
  private final Contacts contacts = new Contacts();
  private final Photos photos = new Photos();
  private Optional<String> cursor = Optional.empty();
  private boolean done;

  public ContactExport(Storage storage, WorkspaceId workspace, boolean newest) {
    this.storage = storage;
    this.workspace = workspace;
    this.version = newest ? VCardVersion.V4_0 : VCardVersion.V3_0;
  }

  /// The next piece; empty at the end. Blocks.
  public Optional<byte[]> next() {
    if (done) {
      return Optional.empty();
    }
    return Optional.of(storage.inWorkspace(workspace, this::piece));
  }

  private byte[] piece(Tenant tx) {
    Page<Contact> page = contacts.page(tx, cursor, AT_ONCE);
    StringBuilder text = new StringBuilder();
    for (Contact contact : page.items()) {
      text.append(vcard(tx, contact));
    }
    cursor = page.nextCursor();
    done = cursor.isEmpty();
    return text.toString().getBytes(UTF_8);
  }

  private String vcard(Tenant tx, Contact contact) {
    Optional<Picture> picture =
        contact
            .photoId()
            .flatMap(id -> photos.find(tx, id))
            .map(photo -> new Picture(photo.mediaType(), photo.content().value()));
    return VCards.write(
        contact.card().value(), contact.uid().value(), picture, contact.changedAt(), version);
  }
}
