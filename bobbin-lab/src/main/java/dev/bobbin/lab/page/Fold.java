package dev.bobbin.lab.page;

import static j2html.TagCreator.details;
import static j2html.TagCreator.summary;

import j2html.tags.DomContent;
import j2html.tags.specialized.DetailsTag;

/** What is a click away. */
final class Fold {
    private Fold() {}

    static DetailsTag of(String title, DomContent... content) {
        return details(summary(title)).with(content);
    }
}
