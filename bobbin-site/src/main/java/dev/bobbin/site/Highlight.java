package dev.bobbin.site;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Marks the parts of a piece of code, so that the style sheet can colour them. */
final class Highlight {
    private static final String KEYWORDS =
            "abstract|assert|boolean|break|byte|case|catch|char|class|continue|default|do|double|else"
                    + "|enum|extends|false|final|finally|float|for|if|implements|import|instanceof|int|interface|long|native|new|null|package"
                    + "|permits|private|protected|public|record|return|sealed|short|static|super|switch|synchronized|this|throw|throws"
                    + "|transient|true|try|var|void|volatile|while";

    /** By the mark's name, the first that fits counts. */
    private static final Map<String, String> JAVA = new LinkedHashMap<>();

    private static final Map<String, String> XML = new LinkedHashMap<>();
    private static final Map<String, String> CONSOLE = new LinkedHashMap<>();
    private static final Map<String, String> PLAIN = Map.of("comment", " {2,}# .*");

    static {
        JAVA.put("comment", "//.*|/\\*(?s:.*?)\\*/");
        JAVA.put("string", "\"\"\"(?s:.*?)\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+'");
        JAVA.put("await", "\\bawait\\(\\)");
        JAVA.put("annotation", "@\\w+");
        JAVA.put("keyword", "\\b(?:" + KEYWORDS + ")\\b");
        JAVA.put("type", "\\b[A-Z]\\w*");
        JAVA.put("number", "\\b\\d[\\w.]*");
        XML.put("comment", "<!--(?s:.*?)-->");
        XML.put("keyword", "</?[\\w:.-]+|/?>");
        XML.put("string", "\"[^\"\\n]*\"");
        CONSOLE.put("prompt", "(?m:^\\$ .*$)");
        CONSOLE.put("comment", " {2,}# .*");
    }

    private Highlight() {}

    /** The code as HTML, in the language that a fence names; in none, or another, hardly anything is marked. */
    static String html(String language, String code) {
        return switch (language) {
            case "java", "groovy" -> marked(JAVA, code);
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
