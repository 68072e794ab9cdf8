package dev.bobbin.lab.figure;

/**
 * What there is to say of one subject doing one bench's work: why it has no figure, or what else was seen.
 *
 * @param jdk the feature version; 0 if it runs on none
 */
public record Remark(String bench, String param, String subject, int jdk, String text) {}
