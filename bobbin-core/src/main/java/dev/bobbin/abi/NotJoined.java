package dev.bobbin.abi;

/** A scope's failure that is no news where the body has failed, which has not come to its {@code join()} then. */
public interface NotJoined {}
