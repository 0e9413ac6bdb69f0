package dev.tandem.storage.message;

import dev.tandem.storage.seal.Personal;
import java.util.Optional;

/// How far a text to several people has come with one of them.
///
/// @param place whose it is: the index among [Message#to]
/// @param errorText why they did not get it, in words
public record Receipt(
    int place,
    MessageState state,
    Optional<String> errorCode,
    Optional<Personal<String>> errorText) {}
