package dev.bobbin.site;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files and folders of the house that pages name and that are no documents. A picture, a page or a file of figures lies on the site as it
 * is; anything else gets a page that shows it, so that a link to it leads to what this version of the house has, and works without a network.
 */
final class Sources {
    private final House house;
    private final Set<Path> known = new HashSet<>();
    private final Queue<Path> toWrite = new ArrayDeque<>();

    Sources(House house) {
        this.house = house;
    }

    /** Where it will be. */
    Path placeOf(Path file) {
        if (known.add(file)) {
            toWrite.add(file);
        }
        return isForBrowsers(file) ? file : house.isFolder(file) ? Place.ofFolder(file) : Place.ofSource(file);
    }

    static boolean isForBrowsers(Path file) {
        return file.toString().matches(".*\\.(svg|png|jpg|gif|html|json)");
    }

    /** The next that has been named and not written; to write it may name others. */
    @Nullable
    Path next() {
        return toWrite.poll();
    }
}
