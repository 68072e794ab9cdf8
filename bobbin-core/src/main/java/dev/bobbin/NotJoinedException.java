package dev.bobbin;

import dev.bobbin.abi.NotJoined;

/** A {@link Scope} was closed while children ran, and nobody had joined or cancelled them. The message names them. */
public final class NotJoinedException extends IllegalStateException implements NotJoined {
    private static final long serialVersionUID = 1;

    NotJoinedException(String message) {
        super(message);
    }
}
