package dev.bobbin.compiler.report;

/**
 * Something that compiles and is better written otherwise.
 *
 * @param line 0 if unknown
 * @param id stable, for searching and for suppressing
 */
public record WarningReport(int line, String id, String message, String remedy) {}
