/// Tests of the address book's foreign formats.
@NullMarked
package dev.tandem.gateway.contact;

import org.jspecify.annotations.NullMarked;
