package dev.bobbin.compiler.lift;

import java.util.Map;
import java.util.stream.Stream;

/** Strings that mean something to the libraries. */
final class Texts {
    private static final String[] COMMON = {
        "", "a", "b", "ab", "abc", " hello World ", "a,b;c", "\u00fcn\u00ef \ud83d\ude00", "12", "-7.5e3", "0x1F", "true",
        "ABC", "aXbXc", "The quick brown fox", "\t\n", "foo.bar/baz", "k=v&x=y", "zz", "c", "x", "1", "<b>&amp;</b>"
    };

    private static final Map<String, String[]> MORE = Map.of(
            "java.util.regex",
            new String[] {
                "a*b+c?", "(a|b)*c", "(\\w+)\\s(\\w+)", "[a-f&&[^c]]+", "(?i)ABC", "(?<x>a+)\\k<x>", "a{2,3}?b", "^(a)?b$",
                "(?=a)\\p{L}+", "(?<!a)b", "\\bq\\w*\\b", "[\\d.,-]+", "(?s).*", "(?m)^.$", "(?>a+)b", "x++", "\\Qa.b\\E",
                "(a(b(c)?)?)?", "[[:x", "(", "\\p{javaUpperCase}", "\\X\\R?", "aaab", "aabbcc", "$1-$2", "${x}", "\\u0061+",
                "[^\\W\\d_]", "(?:ab|cd)+", "(?x) a b # c", "\\G\\w", "[\u00fc-\uffff]", "a|", "(.)(.)\\2\\1", "abba"
            },
            "java.text, java.math",
            new String[] {
                "#,##0.00", "0.###E0", "00.00;(00.00)", "%5d|%-8s%n", "%x %08.3f", "%,d", "%s%%", "%2$s %1$s", "%b%c", "%e %g",
                "{0} and {1}", "{0,number,#.#}", "{0,choice,0#none|1#one|1<many {0}}", "'{'{2}", "0#zero|1#one|2#more",
                "yyyy-MM-dd'T'HH:mm:ss.SSSZ", "EEE, d MMM yy", "hh 'o''clock' a", "1,234.50", "(12.50)", "12.5E2", "-0", "1e400",
                "123456789012345678901234567890", "-99999999999.99999", "0.000001234", "2020-02-29", "7f", "zz3", "3/4", "< a < b"
            },
            "commons-lang3",
            new String[] {
                "yyyy-MM-dd", "HH:mm:ss", "1/3", "-2 3/4", "\\u0041", "&lt;", "\"q\"", "a-e", "^a-z", "0777", "1L", "2f", "NaN",
                "${a}", "%tY", "en_GB", "java.util.Map$Entry", "[Ljava.lang.String;", "d 'days' H", "yes", "off"
            },
            "guava",
            new String[] {
                "127.0.0.1", "::1", "[::1]:80", "host:80", "example.com", "text/html; charset=utf-8", "fooBar", "foo_bar", "FOO-BAR",
                "cafe", "ff00", "+1", "99999999999", "%s and %s", "a=1;b=2", "9223372036854775807", "Zm9v"
            });

    private Texts() {}

    static String[] of(Library library) {
        return Stream.concat(Stream.of(COMMON), Stream.of(MORE.getOrDefault(library.name(), new String[0])))
                .toArray(String[]::new);
    }
}
