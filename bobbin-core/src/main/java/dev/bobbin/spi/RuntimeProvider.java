package dev.bobbin.spi;

/** Makes dispatchers with worker threads; found by {@link java.util.ServiceLoader}. Without one there is the event loop. */
public interface RuntimeProvider {
    /**
     * A dispatcher with its own worker threads, which are daemons.
     *
     * @param workers at least 1
     */
    Dispatcher workers(int workers);
}
