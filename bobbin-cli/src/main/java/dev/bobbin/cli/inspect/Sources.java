package dev.bobbin.cli.inspect;

import java.util.List;

/** The source files that reports speak of, as far as they are at hand. */
public interface Sources {
    /** None at hand. */
    Sources NONE = file -> List.of();

    /** The file's lines, none if it is not at hand. */
    List<String> lines(String file);

    /** The file as the user typed it. */
    default String name(String file) {
        return file;
    }

    /** One line without its indentation, empty if it is not at hand. */
    default String line(String file, int number) {
        List<String> lines = lines(file);
        return number > 0 && number <= lines.size() ? lines.get(number - 1).strip() : "";
    }
}
