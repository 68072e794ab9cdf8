package dev.bobbin.site;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Marks the parts of a piece of code, so that the style sheet can colour them. */
final class Highlight {
    private static final String JAVA_KEYWORDS =
            "abstract|assert|boolean|break|byte|case|catch|char|class|continue|default|do|double|else"
                    + "|enum|extends|false|final|finally|float|for|if|implements|import|instanceof|int|interface|long|native|new|null|package"
                    + "|permits|private|protected|public|record|return|sealed|short|static|super|switch|synchronized|this|throw|throws"
                    + "|transient|true|try|var|void|volatile|while";

    private static final String KOTLIN_KEYWORDS =
            "as|break|by|catch|class|companion|const|continue|data|do|else|enum|false|finally|for|fun|if|import|in|inline|interface"
                    + "|internal|is|lateinit|null|object|open|override|package|private|protected|public|return|sealed|super|suspend"
                    + "|this|throw|true|try|typealias|val|var|when|where|while";

    /** By the mark's name, the first that fits counts. */
    private static final Map<String, String> JAVA = withKeywords(JAVA_KEYWORDS);

    private static final Map<String, String> KOTLIN = withKeywords(KOTLIN_KEYWORDS);
    private static final Map<String, String> XML = new LinkedHashMap<>();
    private static final Map<String, String> CONSOLE = new LinkedHashMap<>();
    private static final Map<String, String> PLAIN = Map.of("comment", " {2,}# .*");

    static {
        XML.put("comment", "<!--(?s:.*?)-->");
        XML.put("keyword", "</?[\\w:.-]+|/?>");
        XML.put("string", "\"[^\"\\n]*\"");
        CONSOLE.put("prompt", "(?m:^\\$ .*$)");
        CONSOLE.put("comment", " {2,}# .*");
    }

    private Highlight() {}

    /** The marks that Java and Kotlin have in common. */
    private static Map<String, String> withKeywords(String keywords) {
        Map<String, String> marks = new LinkedHashMap<>();
        marks.put("comment", "//.*|/\\*(?s:.*?)\\*/");
        marks.put("string", "\"\"\"(?s:.*?)\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+'");
        marks.put("await", "\\bawait\\(\\)");
        marks.put("annotation", "@\\w+");
        marks.put("keyword", "\\b(?:" + keywords + ")\\b");
        marks.put("type", "\\b[A-Z]\\w*");
        marks.put("number", "\\b\\d[\\w.]*");
        return marks;
    }

    /** The code as HTML, in the language that a fence names; in none, or another, hardly anything is marked. */
    static String html(String language, String code) {
        return switch (language) {
            case "java", "groovy" -> marked(JAVA, code);
            case "kotlin" -> marked(KOTLIN, code);
            case "xml" -> marked(XML, code);
            case "console" -> marked(CONSOLE, code);
            default -> marked(PLAIN, code);
        };
    }

    private static String marked(Map<String, String> marks, String code) {
        StringBuilder all = new StringBuilder();
        marks.forEach((name, pattern) -> all.append(all.isEmpty() ? "" : "|")
                .append("(?<")
                .append(name)
                .append(">")
                .append(pattern)
                .append(")"));
        Matcher matcher = Pattern.compile(all.toString()).matcher(code);
        StringBuilder html = new StringBuilder();
        int end = 0;
        while (matcher.find()) {
            html.append(escaped(code.substring(end, matcher.start())));
            for (String name : marks.keySet()) {
                if (matcher.group(name) != null) {
                    html.append("<span class=\"")
                            .append(name)
                            .append("\">")
                            .append(escaped(matcher.group()))
                            .append("</span>");
                }
            }
            end = matcher.end();
        }
        return html.append(escaped(code.substring(end))).toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
