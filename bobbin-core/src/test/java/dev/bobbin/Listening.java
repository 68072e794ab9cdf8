package dev.bobbin;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Has the lines of a log go to a list, and nowhere else, until it is closed. */
final class Listening extends Handler implements AutoCloseable {
    private final Logger logger; // kept here, or it would be collected with its handler
    private final List<String> lines;

    private Listening(Logger logger, List<String> lines) {
        this.logger = logger;
        this.lines = lines;
    }

    static Listening to(String name, List<String> lines) {
        Listening listening = new Listening(Logger.getLogger(name), lines);
        listening.logger.addHandler(listening);
        listening.logger.setUseParentHandlers(false);
        return listening;
    }

    @Override
    public void publish(LogRecord line) {
        lines.add(line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
