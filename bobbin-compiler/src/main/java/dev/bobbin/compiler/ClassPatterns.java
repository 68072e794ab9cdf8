package dev.bobbin.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which classes to rewrite, by name: {@code com.acme.App}, {@code com.acme.*}, {@code com.acme.**}. {@code *} is any part of a name
 * between two dots, {@code **} also several parts. A nested class goes with the one around it.
 */
public record ClassPatterns(List<String> includes, List<String> excludes) {
    public static final ClassPatterns ALL = new ClassPatterns(List.of(), List.of());

    /** @param internalName such as {@code com/acme/App$Inner} */
    public boolean choose(String internalName) {
        return (includes.isEmpty() || anyFits(includes, internalName)) && !anyFits(excludes, internalName);
    }

    private static boolean anyFits(List<String> patterns, String internalName) {
        List<String> names = withOuters(internalName.replace('/', '.'));
        return patterns.stream()
                .map(ClassPatterns::compiled)
                .anyMatch(pattern ->
                        names.stream().anyMatch(name -> pattern.matcher(name).matches()));
    }

    private static List<String> withOuters(String name) {
        List<String> names = new ArrayList<>();
        for (String each = name; ; each = each.substring(0, each.lastIndexOf('$'))) {
            names.add(each);
            if (each.lastIndexOf('$') <= each.lastIndexOf('.') + 1) {
                return names;
            }
        }
    }

    private static Pattern compiled(String pattern) {
        return Pattern.compile(Stream.of(pattern.strip().split("((?<=\\*\\*)|(?=\\*\\*))"))
                .map(part -> part.equals("**") ? ".*" : oneLevel(part))
                .reduce("", String::concat));
    }

    private static String oneLevel(String part) {
        return Stream.of(part.split("((?<=\\*)|(?=\\*))"))
                .map(piece -> piece.equals("*") ? "[^.]*" : Pattern.quote(piece))
                .reduce("", String::concat);
    }
}
