package dev.bobbin.compiler.ir;

/** A construct that cannot be compiled: where in its file, why, and what to write instead. */
public record Refusal(int line, String id, String message, String remedy) {}
