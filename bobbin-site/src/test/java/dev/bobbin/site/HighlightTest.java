package dev.bobbin.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HighlightTest {
    @Test
    void java_marksWhatItIs_andNothingWithinStringsAndComments() {
        assertThat(Highlight.html("java", "int a = f(\"new \\\" int\").await(); // return <1>"))
                .isEqualTo("<span class=\"keyword\">int</span> a = f(<span class=\"string\">\"new \\\" int\"</span>)."
                        + "<span class=\"await\">await()</span>; <span class=\"comment\">// return &lt;1&gt;</span>");
    }

    @Test
    void java_textBlock_isOneString() {
        assertThat(Highlight.html("java", "\"\"\"\n\"new\" int\n\"\"\""))
                .isEqualTo("<span class=\"string\">\"\"\"\n\"new\" int\n\"\"\"</span>");
    }

    @Test
    void kotlin_hasKeywordsOfItsOwn() {
        assertThat(Highlight.html("kotlin", "suspend fun f(new: Int) = g(new).await()"))
                .isEqualTo("<span class=\"keyword\">suspend</span> <span class=\"keyword\">fun</span> f(new: "
                        + "<span class=\"type\">Int</span>) = g(new).<span class=\"await\">await()</span>");
    }

    @Test
    void xml_marksTagsAndValues() {
        assertThat(Highlight.html("xml", "<a b=\"c\">d</a>"))
                .isEqualTo("<span class=\"keyword\">&lt;a</span> b=<span class=\"string\">\"c\"</span>"
                        + "<span class=\"keyword\">&gt;</span>d<span class=\"keyword\">&lt;/a</span>"
                        + "<span class=\"keyword\">&gt;</span>");
    }

    @Test
    void console_marksWhatIsTyped() {
        assertThat(Highlight.html("console", "$ bobbin run A.java\nnew 1 $ 2\n"))
                .isEqualTo("<span class=\"prompt\">$ bobbin run A.java</span>\nnew 1 $ 2\n");
    }

    @Test
    void unknownLanguage_isOnlyEscaped() {
        assertThat(Highlight.html("swift", "a < b && new")).isEqualTo("a &lt; b &amp;&amp; new");
    }
}
