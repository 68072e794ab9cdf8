package dev.bobbin.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** All pages, written into one directory: what stood there before goes. */
final class Site {
    private static final String STYLE = "site.css";

    private final House house;
    private final Path target;
    private final Navigation navigation;
    private final Sources sources;

    private Site(House house, Navigation navigation, Path target) {
        this.house = house;
        this.navigation = navigation;
        this.target = target;
        this.sources = new Sources(house);
    }

    /**
     * Nothing is written if there are mistakes.
     *
     * @param root of the house, as its real path
     * @return what is wrong with the documents
     */
    static List<Mistake> write(Path root, Path target) throws IOException {
        House house = new House(root);
        Navigation navigation = new Navigation(house);
        List<Mistake> mistakes = new ArrayList<>(CheckLinks.in(house));
        mistakes.addAll(navigation.mistakes());
        for (Document document : house.documents()) {
            if (!document.beginsWithTitle()) {
                mistakes.add(new Mistake(document.name(), 1, "begins with no title: # and its name"));
            }
        }
        mistakes.sort(Comparator.comparing(Mistake::file).thenComparing(Mistake::line));
        if (mistakes.isEmpty()) {
            new Site(house, navigation, target).write();
        }
        return mistakes;
    }

    private void write() throws IOException {
        clear();
        for (Document document : house.documents()) {
            put(
                    Place.ofDocument(document.file()),
                    new Frame(navigation, Place.ofDocument(document.file()))
                            .document(document, RenderDocument.html(house, document, sources)));
        }
        for (Path file = sources.next(); file != null; file = sources.next()) {
            writeSource(file);
        }
        try (InputStream style = Objects.requireNonNull(Site.class.getResourceAsStream(STYLE))) {
            Files.copy(style, target.resolve(STYLE));
        }
    }

    private void writeSource(Path file) throws IOException {
        Path place = sources.placeOf(file);
        Frame frame = new Frame(navigation, place);
        if (Sources.isForBrowsers(file)) {
            Files.createDirectories(target.resolve(place).getParent());
            Files.copy(house.absolute(file), target.resolve(place), StandardCopyOption.REPLACE_EXISTING);
        } else if (house.isFolder(file)) {
            try (Stream<Path> files = Files.list(house.absolute(file))) {
                List<Path> inIt = files.sorted()
                        .map(each -> file.resolve(each.getFileName()))
                        .toList();
                inIt.forEach(sources::placeOf);
                put(place, frame.folder(file, inIt, sources));
            }
        } else {
            put(place, frame.source(file, Files.readString(house.absolute(file))));
        }
    }

    private void put(Path place, String page) throws IOException {
        Path file = target.resolve(place);
        Files.createDirectories(file.getParent());
        Files.write(file, page.getBytes(StandardCharsets.UTF_8));
    }

    private void clear() throws IOException {
        if (Files.exists(target)) {
            try (Stream<Path> files = Files.walk(target)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(target);
    }
}
