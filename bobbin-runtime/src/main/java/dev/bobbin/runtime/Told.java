package dev.bobbin.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the log has been told of late: the same place in the code is told once a minute. Belongs to the {@link Monitor}'s thread. */
final class Told {
    static final int AGAIN = -1;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final int MANY = 1000;

    private final Map<@Nullable Object, Place> places = new HashMap<>();

    /** Tells of a place: {@link #AGAIN} if it was told less than a minute ago, else how often it was not told since. */
    int tell(@Nullable Object where, long now) {
        Place place = places.get(where);
        if (place != null && now - place.told < MINUTE) {
            place.untold++;
            return AGAIN;
        }
        if (places.size() >= MANY) {
            places.clear();
        }
        places.put(where, new Place(now));
        return place == null ? 0 : place.untold;
    }

    private static final class Place {
        final long told;
        int untold;

        Place(long told) {
            this.told = told;
        }
    }
}
