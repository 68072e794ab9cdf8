package dev.bobbin.lab.trial;

/** Hears what a run is doing, a line at a time. */
@FunctionalInterface
public interface Progress {
    void say(String line);
}
