package dev.bobbin.runtime;

import java.util.Collection;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Has the lines of a log go to a collection, which is thread-safe, and nowhere else, until it is closed. */
final class Listening extends Handler {
    private final Logger logger; // kept here, or it would be collected with its handler
    private final Collection<String> lines;

    Listening(String log, Collection<String> lines) {
        this.logger = Logger.getLogger(log);
        this.lines = lines;
        logger.addHandler(this);
        logger.setUseParentHandlers(false);
    }

    @Override
    public void publish(LogRecord line) {
        lines.add(line.getMessage());
    }

    @Override
    public void flush() {}

    /** The log goes nowhere, until it is closed. */
    void ignore() {
        logger.removeHandler(this);
    }

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
