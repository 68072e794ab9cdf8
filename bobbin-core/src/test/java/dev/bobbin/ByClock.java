package dev.bobbin;

/** Tests of what takes time, which passes only when they say so. */
abstract class ByClock extends ByTurns {
    final HandClock clock;

    ByClock() {
        super(new Scheduler(new HandClock()));
        clock = (HandClock) scheduler.dispatcher();
    }

    /** All that is ready by then runs. */
    final void advance(long millis) {
        clock.advance(millis);
        turn();
    }

    static Async<Void> forever() {
        return Async.create(c -> {});
    }
}
